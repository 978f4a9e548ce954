using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>A session while it has no connection.</summary>
[Trait("Rule", "SESS-18, SESS-19")]
public sealed class RecoveringTests : LoggedTest
{
    // Leaves each attempt to the test.
    private readonly TestStrategy _patient = new(_ => Task.CompletedTask);

    [Fact]
    public async Task Calls_FailAtOnceAndAreNeverSent()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(_patient));
        IReconnectionAttempt attempt = await LoseAsync(session);
        SessionState state = session.Session.State;
        (state.Closed, state.Connected, state.Recovering).Should().Be((false, false, true));

        foreach (Func<Task> call in new Func<Task>[]
        {
            () => session.Session.Ping.PingServerAsync(),
            () => session.Session.TopicUpdate.SetAsync("a", "b"),
            () => session.Session.Topics.SubscribeAsync("a"),
            () => session.Session.LockAsync("l"),
        })
        {
            SessionException failure = (await FluentActions.Awaiting(() => call().Within()).Should().ThrowAsync<SessionException>()).Which;
            failure.Should().NotBeOfType<SessionClosedException>();
            failure.Message.Should().EndWith("the session is not connected. Operations are not possible at this time.");
            failure.Reason.Should().Be(ErrorReason.COMMUNICATION_FAILURE);
        }

        session.Connector.Accept(RecoverableSession.Reconnected(1), "003801");
        attempt.Start();
        (await session.Connector.Last.TakeAsync()).Should().Equal(0x06, 0x01);
        session.Connector.Last.TryTake().Should().BeNull();
    }

    [Fact]
    public async Task Streams_CanBeAdded()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(_patient));
        session.Connection.Give(TopicFrames.Subscribed(7, "a", TopicFrames.Text));
        (await session.Connection.TakeAsync()).Should().Equal(0x06, 0x01);
        await LoseAsync(session);
        RecordingStream<string> stream = new();

        session.Session.Topics.AddStream("a", stream);

        (await stream.NextAsync(1)).Should().Equal("subscribe a");
    }

    [Fact]
    public async Task Handlers_OfTheState_FindASessionThatTheyCanUse()
    {
        TaskCompletionSource<Task> pinged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.SessionStateChangedHandler((_, e) =>
        {
            if (e.OldState.Recovering)
            {
                pinged.SetResult(e.Session.Ping.PingServerAsync());
            }
        }));

        await session.ReplaceAsync(RecoverableSession.Reconnected(1));

        Task ping = await pinged.Task.Within();
        session.Connection.Give(ClientRequest.Read(await session.Connection.TakeAsync()).Answer());
        await ping.Within();
    }

    [Fact]
    public async Task Close_EndsTheSessionAtOnce()
    {
        RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(_patient));
        RecordingStream<string> stream = new();
        session.Session.Topics.AddStream("a", stream);
        Task ping = session.Session.Ping.PingServerAsync();
        IReconnectionAttempt attempt = await LoseAsync(session);

        session.Session.Close();

        session.Session.State.Should().BeSameAs(SessionState.CLOSED_BY_CLIENT);
        await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>();
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSED_BY_CLIENT");
        (await stream.NextAsync()).ToString().Should().StartWith("error 101");
        await session.Session.Completion.Within();
        attempt.Start();
        session.Connector.Targets.Should().ContainSingle();
        await session.DisposeAsync();
    }

    [Fact]
    public async Task Close_DuringAnAttempt_DropsItsConnection()
    {
        RecoverableSession session = await RecoverableSession.OpenAsync();
        ScriptedConnection silent = session.Connector.Accept();
        session.Connection.End(new IOException("cut"));
        await session.NextRequestAsync();

        session.Session.Close();

        await silent.Disposed.Within();
        await session.Session.Completion.Within();
        await session.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Server_ClosingTheSessionRightAfterTheReconnection_IsObeyed()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();

        await session.ReplaceAsync(RecoverableSession.Reconnected(1), "1c");

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> CLOSED_BY_SERVER");
        await session.Session.Completion.Within();
        session.Connector.Targets.Should().HaveCount(2);
    }

    [Fact]
    public async Task Send_ThatFails_IsNoticedBeforeTheReading()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        session.Connection.HoldSends(Task.FromException(new IOException("broken pipe")));
        session.Connector.Accept(RecoverableSession.Reconnected(1));

        Task ping = session.Session.Ping.PingServerAsync();

        byte[] sent = await session.Connector.Last.TakeAsync();
        session.Connector.Last.Give(ClientRequest.Read(sent).Answer());
        await ping.Within();
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
        await session.Connection.Disposed.Within();
    }

    [Fact]
    public async Task Sends_OfOldConnections_DoNotDisturbTheNewOne()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Connection.HoldSends(gate.Task);
        Task<PushTechnology.ClientInterface.Client.Features.IPingDetails> inFlight = session.Session.Ping.PingServerAsync();
        Task<PushTechnology.ClientInterface.Client.Features.IPingDetails> queued = session.Session.Ping.PingServerAsync();

        string request = await session.ReplaceAsync(RecoverableSession.Reconnected(1));
        gate.SetException(new IOException("late"));

        RecoverableSession.Position(request).Should().Be((1, 0));
        ClientRequest first = ClientRequest.Read(await session.Connection.TakeAsync());
        ClientRequest second = ClientRequest.Read(await session.Connection.TakeAsync());
        (first.Conversation, second.Conversation).Should().Be((1, 2));
        session.Connection.Give(first.Answer());
        session.Connection.Give(second.Answer());
        await inFlight.Within();
        await queued.Within();
        session.TryNextState().Should().BeNull("a failure of the old connection is old news");
        session.Session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
    }

    [Fact]
    [Trait("Rule", "SEC-60")]
    public async Task Locks_BoundToTheConnection_AreLost()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        ISessionLock bound = await LockAsync(session, "014c0501", SessionLockScope.UNLOCK_ON_CONNECTION_LOSS);
        ISessionLock kept = await LockAsync(session, "014d0600", SessionLockScope.UNLOCK_ON_SESSION_LOSS);
        Task<ISessionLock> waiting = session.Session.LockAsync("N", SessionLockScope.UNLOCK_ON_CONNECTION_LOSS);
        ClientRequest request = ClientRequest.Read(await session.Connection.TakeAsync());

        await session.ReplaceAsync(RecoverableSession.Reconnected(4));

        (bound.IsOwned, kept.IsOwned).Should().Be((false, true));
        (await bound.UnlockAsync().Within()).Should().BeFalse();
        session.Connection.Give(request.Answer("014e0701"));
        (await FluentActions.Awaiting(() => waiting.Within()).Should().ThrowAsync<SessionException>()).WithMessage("*bound to is lost*");
        ClientRequest release = ClientRequest.Read(await session.Connection.TakeAsync());
        (release.Service, release.Body).Should().Be((0x74, "014e0701"));
        session.Connection.Give(release.Answer("00"));
    }

    [Fact]
    [Trait("Rule", "SEC-61")]
    public async Task Unlock_WithoutAConnection_CanBeTriedAgain()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(_patient));
        ISessionLock held = await LockAsync(session, "014c0500", SessionLockScope.UNLOCK_ON_SESSION_LOSS);
        IReconnectionAttempt attempt = await LoseAsync(session);
        await FluentActions.Awaiting(() => held.UnlockAsync().Within()).Should().ThrowAsync<SessionException>();
        held.IsOwned.Should().BeTrue();
        ScriptedConnection next = session.Connector.Accept(RecoverableSession.Reconnected(2));
        attempt.Start();
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");

        Task<bool> unlocking = held.UnlockAsync();

        next.Give(ClientRequest.Read(await next.TakeAsync()).Answer("01"));
        (await unlocking.Within()).Should().BeTrue();
    }

    private static async Task<ISessionLock> LockAsync(RecoverableSession session, string grant, SessionLockScope scope)
    {
        Task<ISessionLock> locking = session.Session.LockAsync(((char)Convert.FromHexString(grant)[1]).ToString(), scope);
        session.Connection.Give(ClientRequest.Read(await session.Connection.TakeAsync()).Answer(grant));
        return await locking.Within();
    }

    private async Task<IReconnectionAttempt> LoseAsync(RecoverableSession session)
    {
        session.Connection.End(new IOException("cut"));
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        return await _patient.NextAsync();
    }
}
