using System.Threading.Channels;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Sessions;

/// <summary>From the first state to the last, over one connection.</summary>
public sealed class LifecycleTests : LoggedTest
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task States_OpenAndClose_AreToldInOrder()
    {
        ScriptedSession scripted = await OpenAsync();
        scripted.Session.StateChanged += (sender, e) => _events.Writer.TryWrite($"late {e.NewState} {ReferenceEquals(sender, e.Session)}");

        await scripted.DisposeAsync();
        scripted.Session.Close();

        (await NextAsync()).Should().Be("CONNECTING -> CONNECTED_ACTIVE");
        (await NextAsync()).Should().Be("CONNECTED_ACTIVE -> CLOSED_BY_CLIENT");
        (await NextAsync()).Should().Be("late CLOSED_BY_CLIENT True");
        SessionState state = scripted.Session.State;
        (state.Closed, state.Connected, state.Recovering).Should().Be((true, false, false));
    }

    [Fact]
    public async Task StateHandler_Throwing_KeepsOthersGoingAndIsReported()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory
            .SessionStateChangedHandler((_, _) => throw new InvalidOperationException("thrown by the test"))
            .SessionErrorHandler((_, e) => _events.Writer.TryWrite(e.Error.Message))
            .SessionStateChangedHandler((_, e) => _events.Writer.TryWrite($"{e.NewState}")));

        (await NextAsync()).Should().Contain("StateChanged").And.Contain("thrown by the test");
        (await NextAsync()).Should().Be("CONNECTED_ACTIVE");
        await scripted.DisposeAsync();
    }

    [Fact]
    public async Task Close_InTheFirstHandler_ClosesTheSession()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory.SessionStateChangedHandler((_, e) =>
        {
            if (e.NewState == SessionState.CONNECTED_ACTIVE)
            {
                e.Session.Close();
            }
        }));

        (await scripted.Connection.TakeAsync()).Should().Equal(0x1d);
        scripted.Connection.Give("1c");
        await scripted.Connection.Disposed.Within();
        await scripted.Session.Completion.Within();
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Close_ServerKeepsSilent_EndsTheConnectionAfterASecond()
    {
        (ClientSession session, ScriptedConnection connection, ObservedClock clock) = await OpenObservedAsync();

        session.Close();
        session.State.Should().BeSameAs(SessionState.CLOSED_BY_CLIENT);
        await clock.TimerAsync(TimeSpan.FromSeconds(1));
        connection.Disposed.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        await session.Completion.Within();
        await connection.Disposed.Within();
    }

    [Fact]
    public async Task Close_SendHangs_DoesNotWaitForIt()
    {
        (ClientSession session, ScriptedConnection connection, ObservedClock clock) = await OpenObservedAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.HoldSends(gate.Task);
        Task ping = session.Ping.PingServerAsync();

        session.Close();
        await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>();
        await clock.TimerAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));

        await session.Completion.Within();
        gate.SetResult();
    }

    [Fact]
    public async Task Send_Fails_LosesTheSession()
    {
        (ClientSession session, ScriptedConnection connection, _) = await OpenObservedAsync();
        connection.HoldSends(Task.FromException(new IOException("broken pipe")));

        Task ping = session.Ping.PingServerAsync();

        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>()).WithMessage("*broken pipe*");
        await session.Completion.Within();
        session.State.Should().BeSameAs(SessionState.CLOSE_FAILED);
    }

    [Fact]
    [Trait("Rule", "SESS-32")]
    public async Task SystemPings_StayingAway_LoseTheSession()
    {
        (ClientSession session, ScriptedConnection connection, ObservedClock clock) = await OpenObservedAsync();
        TimeSpan patience = TimeSpan.FromSeconds(60);

        // A ping after 59 seconds starts the count anew; values and user pings do not.
        clock.Advance(patience - TimeSpan.FromSeconds(1));
        connection.Give("003701");
        await connection.TakeAsync();
        clock.Advance(patience - TimeSpan.FromSeconds(1));
        connection.Give("003802");
        await connection.TakeAsync();
        session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
        clock.Advance(TimeSpan.FromSeconds(1));

        await session.Completion.Within();
        session.State.Should().BeSameAs(SessionState.CLOSE_FAILED);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("22")]
    [InlineData("00")]
    [InlineData("0600000000")]
    [Trait("Rule", "WIRE-20, WIRE-21")]
    public async Task Message_ThatTheProtocolDoesNotHave_EndsTheSession(string message)
    {
        (ClientSession session, ScriptedConnection connection, _) = await OpenObservedAsync();
        Task ping = session.Ping.PingServerAsync();

        connection.Give(message);
        connection.End();

        await session.Completion.Within();
        session.State.Should().BeSameAs(SessionState.CLOSE_FAILED);
        await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>();
    }

    [Fact]
    [Trait("Rule", "SESS-40, WIRE-28")]
    public async Task Messages_WithoutMeaning_AreIgnored()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Connection.Give("1d");
        scripted.Connection.Give("0663");
        scripted.Connection.Give("076301616b");
        scripted.Connection.Give("003702");

        (await scripted.Connection.TakeAsync()).Should().Equal(0x06, 0x02);
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("ffffffffffffffff")]
    [InlineData("7fffffffffffffff")]
    [Trait("Rule", "SESS-32")]
    public async Task Handshake_AnyPingPeriod_OpensASession(string period)
    {
        ScriptedConnector connector = new();
        ScriptedConnection connection = connector.Accept(ScriptedSession.Accepted.Replace("0000000000007530", period, StringComparison.Ordinal));

        ClientSession session = (ClientSession)await new SessionFactory(SessionOptions.Default with { Connector = connector })
            .OpenAsync("ws://scripted").Within();

        session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
        connection.Give("1c");
        await session.Completion.Within();
    }

    private static async Task<(ClientSession Session, ScriptedConnection Connection, ObservedClock Clock)> OpenObservedAsync()
    {
        ScriptedConnector connector = new();
        ScriptedConnection connection = connector.Accept(ScriptedSession.Accepted);
        ObservedClock clock = new();
        SessionFactory factory = new(SessionOptions.Default with { Connector = connector, TimeProvider = clock });
        return ((ClientSession)await factory.NoReconnection().OpenAsync("ws://scripted:8080").Within(), connection, clock);
    }

    private Task<ScriptedSession> OpenAsync() => ScriptedSession.OpenAsync(
        factory => factory.SessionStateChangedHandler((_, e) => _events.Writer.TryWrite($"{e.OldState} -> {e.NewState}")));

    private Task<string> NextAsync() => _events.Reader.ReadAsync().Within();
}
