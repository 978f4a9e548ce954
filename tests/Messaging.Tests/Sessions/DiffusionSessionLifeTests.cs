using Messaging.Sessions;
using Messaging.Tests.Fakes;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.Tests.Sessions;

/// <summary>What a session of the vendor's API says of itself, and when it is let try to reconnect. The waits are half of what the backoff allows.</summary>
public sealed class DiffusionSessionLifeTests
{
    private readonly ObservableTime _time = new();
    private readonly DiffusionSessionLife _life;

    public DiffusionSessionLifeTests() => _life = new DiffusionSessionLife("ws://server", _time, () => 0.5);

    [Fact]
    public async Task States_FromRecoveringToClosed_AreTheLinkAndTheEnd()
    {
        _life.OnState(SessionState.CONNECTING);
        _life.OnState(SessionState.CONNECTED_ACTIVE);
        _life.Link.IsUp.Should().BeTrue();

        _life.OnState(SessionState.RECOVERING_RECONNECT);
        _life.Link.Now.Value.Should().Match<LinkStatus>(l => !l.IsUp && l.Cause!.Code == MessagingErrorCode.ConnectionLost && l.Cause.IsTransient);
        _life.OnState(SessionState.CONNECTED_ACTIVE);
        _life.Link.IsUp.Should().BeTrue();
        _life.Ended.IsCompleted.Should().BeFalse();
        _life.OnState(SessionState.CLOSE_FAILED);

        (await _life.Ended.Within()).Code.Should().Be(MessagingErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task Attempts_WaitLongerAndLonger_AndBeginAnewWithTheNextLoss()
    {
        _life.OnState(SessionState.RECOVERING_RECONNECT);
        foreach (int wait in (int[])[125, 250, 500])
        {
            await ShouldStartAfterAsync(wait);
        }

        _life.OnState(SessionState.CONNECTED_ACTIVE);
        _life.OnState(SessionState.RECOVERING_RECONNECT);

        await ShouldStartAfterAsync(125);
        await _time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Attempt_SessionClosedMeanwhile_IsAborted()
    {
        _life.OnState(SessionState.RECOVERING_RECONNECT);
        var attempt = new Attempt();
        Task performing = _life.PerformReconnection(attempt);

        _life.OnState(SessionState.CLOSED_BY_CLIENT);

        await performing.Within();
        attempt.Decision.Should().Be("abort");
        await _time.WhenNoTimersAsync();
    }

    [Theory]
    [InlineData("", "00:01:00", "00:01:00")]
    [InlineData("00:00:10", "00:01:00", "00:00:10")]
    [InlineData("00:05:00", "00:01:00", "00:01:00")]
    [InlineData("00:00:00", "00:01:00", "00:00:00")]
    [InlineData("", "00:00:00", "00:00:00")]
    public void ResumeTime_IsNotLongerThanTheTimeToReconnect(string reconnect, string resume, string expected) =>
        DiffusionSessionFactory.ResumeTimeOf(new MessagingOptions
        {
            ReconnectTimeout = reconnect.Length == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.Parse(reconnect, null),
            ResumeTimeout = TimeSpan.Parse(resume, null),
        }).Should().Be(TimeSpan.Parse(expected, null));

    [Theory]
    [InlineData("The session is not connected. Operations are not possible at this time.", MessagingErrorCode.NotConnected)]
    [InlineData("Peer is disconnected", MessagingErrorCode.ConnectionLost)]
    [InlineData("Something else", MessagingErrorCode.ServerError)]
    public void Errors_OfABrokenConnection_SayWhetherItWasSent(string words, MessagingErrorCode code)
    {
        MessagingException error = DiffusionErrors.FromCall(new SessionException(words), new RemoteCall("trying"));

        error.Code.Should().Be(code);
        error.IsTransient.Should().Be(code != MessagingErrorCode.ServerError);
    }

    private async Task ShouldStartAfterAsync(int milliseconds)
    {
        var attempt = new Attempt();
        Task performing = _life.PerformReconnection(attempt);
        _life.Link.Now.Value.NextRetryAt.Should().Be(_time.GetUtcNow() + TimeSpan.FromMilliseconds(milliseconds));
        await _time.WhenTimerAsync(TimeSpan.FromMilliseconds(milliseconds)).Within();
        attempt.Decision.Should().BeNull();
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await performing.Within();
        attempt.Decision.Should().Be("start");
    }

    private sealed class Attempt : IReconnectionAttempt
    {
        public string? Decision { get; private set; }

        public void Start() => Decision = "start";

        public void Abort() => Decision = "abort";
    }
}
