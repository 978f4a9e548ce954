using Messaging.DiffusionClient.Sessions.Recovery;
using Messaging.DiffusionClient.Tests.Scripting;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>When the strategy that a session has by itself makes attempts.</summary>
[Trait("Rule", "SESS-19")]
public sealed class RepeatedAttemptsTests : LoggedTest
{
    private readonly ObservedClock _clock = new();

    [Fact]
    public async Task Attempts_ThatFailAtOnce_ComeAfterTwiceTheDelayUpToFiveSeconds()
    {
        // The highest number there is: half the delay is left.
        RepeatedAttempts strategy = new(_clock, new Fixed(1));
        Perform(strategy).Decision.IsCompleted.Should().BeTrue("the first comes at once");

        foreach (int delay in new[] { 100, 200, 400, 800, 1600, 3200, 5000, 5000 })
        {
            ReconnectionAttempt attempt = Perform(strategy);
            await _clock.TimerAsync(TimeSpan.FromMilliseconds(delay / 2));
            _clock.Advance((TimeSpan.FromMilliseconds(delay) / 2) - TimeSpan.FromMilliseconds(1));
            attempt.Decision.IsCompleted.Should().BeFalse();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            (await attempt.Decision.Within()).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Delay_IsNeverLongerThanItsFullLength()
    {
        RepeatedAttempts strategy = new(_clock, new Fixed(0));
        Perform(strategy);

        ReconnectionAttempt second = Perform(strategy);
        await _clock.TimerAsync(TimeSpan.FromMilliseconds(100));
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        (await second.Decision.Within()).Should().BeTrue();
    }

    [Fact]
    public async Task Attempt_AfterAConnectionThatLasted_ComesAtOnce()
    {
        RepeatedAttempts strategy = new(_clock, new Fixed(0));
        Perform(strategy);
        ReconnectionAttempt second = Perform(strategy);
        await _clock.TimerAsync(TimeSpan.FromMilliseconds(100));
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await second.Decision.Within();

        _clock.Advance(TimeSpan.FromMilliseconds(201));

        Perform(strategy).Decision.IsCompleted.Should().BeTrue();
        Perform(strategy).Decision.IsCompleted.Should().BeFalse("the delays begin anew");
        await _clock.TimerAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Session_WithoutAStrategy_HasThisOne()
    {
        ScriptedConnector connector = new();
        ScriptedConnection first = connector.Accept(RecoverableSession.Accepted);
        connector.Refuse(new IOException("refused"));
        connector.Accept(RecoverableSession.Reconnected(1));
        DiffusionClient.Sessions.SessionFactory factory = new(
            DiffusionClient.Sessions.SessionOptions.Default with { Connector = connector, TimeProvider = _clock, Random = new Fixed(0) });
        DiffusionClient.Sessions.ClientSession session = (DiffusionClient.Sessions.ClientSession)await factory.OpenAsync("ws://scripted").Within();
        await connector.NextTargetAsync();

        first.End(new IOException("cut"));

        await connector.NextTargetAsync();
        await _clock.TimerAsync(TimeSpan.FromMilliseconds(100));
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await connector.NextTargetAsync();
        session.Close();
        connector.EndAll();
        await session.Completion.Within();
    }

    private static ReconnectionAttempt Perform(RepeatedAttempts strategy)
    {
        ReconnectionAttempt attempt = new();
        _ = strategy.PerformReconnection(attempt);
        return attempt;
    }

    private sealed class Fixed(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
