using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Sessions.Recovery;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>
/// The life of a session: its state, and the connections that it has one after the other. A change of the state, what requests meet from
/// then on, and the announcement of the change are one step under one lock, in which the state comes first: whoever meets a failure of
/// the session, and looks, finds the state that it comes from. Thread-safe.
/// </summary>
/// <param name="name">The session's id.</param>
/// <param name="address">The server.</param>
/// <param name="options">What the session was opened with.</param>
/// <param name="outbox">Told which connection there is.</param>
/// <param name="conversations">Told whether there is one.</param>
/// <param name="inbound">Run over each connection.</param>
/// <param name="events">Told the changes of the state.</param>
/// <param name="parts">Told what happens to the session.</param>
internal sealed class SessionLife(
    string name,
    ServerAddress address,
    SessionOptions options,
    Outbox outbox,
    Conversations conversations,
    InboundLoop inbound,
    SessionEvents events,
    SessionParts parts)
{
    // How long the server may take to confirm a close (SESS-40).
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IReconnectionStrategy _strategy = options.ReconnectionStrategy ?? new RepeatedAttempts(options.TimeProvider, options.Random);
    private volatile SessionState _state = SessionState.CONNECTING;
    private Link? _link;
    private SessionRecovery? _recovery;
    private Task _running = Task.CompletedTask;
    private Task _closing = Task.CompletedTask;
    private string _token = string.Empty;

    public SessionState State => _state;

    /// <summary>Completes when the session has let go of everything it held.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return Task.WhenAll(_running, _closing);
            }
        }
    }

    /// <summary>Starts to read. The session owns the connection from here on.</summary>
    public void Start(HandshakeResult handshake)
    {
        // A handler of the change may close the session at once, and must find it started.
        lock (_gate)
        {
            Link link = Adopt(handshake);
            outbox.Attach(link.Connection);
            _state = SessionState.CONNECTED_ACTIVE;
            events.Announce(SessionState.CONNECTING, SessionState.CONNECTED_ACTIVE);
            _running = Detached.Run(() => RunAsync(link));
        }

        ClientEventSource.Log.StateChanged(name, _state.ToString(), $"connected to {address}");
    }

    /// <summary>Ends the session, once: requests fail, then handlers and streams are told in the order of callbacks.</summary>
    public void End(SessionEnd end)
    {
        Link? link;
        SessionRecovery? recovery;
        lock (_gate)
        {
            if (_state.Closed)
            {
                return;
            }

            SessionState old = _state;
            (link, recovery, _recovery) = (_link, _recovery, null);
            _state = end.State;
            conversations.Close(end);
            events.Announce(old, end.State);
            if (end.State == SessionState.CLOSED_BY_CLIENT)
            {
                _closing = Detached.Run(ConfirmCloseAsync);
            }
            else
            {
                outbox.Close();
            }
        }

        link?.Idle.Dispose();
        recovery?.Cancel();
        parts.OnClosed();
        ClientEventSource.Log.StateChanged(name, end.State.ToString(), end.Cause);
    }

    /// <summary>A connection fails to send.</summary>
    public void OnSendFailed(IConnection connection, Exception e) => Lose(connection, $"was lost: {e.Message.TrimEnd('.')}", e);

    /// <summary>
    /// A connection is of no use any more. The session looks for another one, or ends if it is not to. Does nothing if it is not the
    /// session's connection: then that was noticed before.
    /// </summary>
    private void Lose(IConnection connection, string how, Exception? error)
    {
        string loss = $"the connection to {address} {how}";
        Link lost;
        bool recovers;
        lock (_gate)
        {
            if (_link?.Connection != connection)
            {
                return;
            }

            lost = _link;
            recovers = !_state.Closed && options.ReconnectionTimeoutMilliseconds > 0;
            if (recovers)
            {
                _link = null;
                _recovery = new SessionRecovery(address, options, _strategy, loss);
                _state = SessionState.RECOVERING_RECONNECT;
                conversations.Suspend();
                outbox.Detach();
                events.Announce(SessionState.CONNECTED_ACTIVE, SessionState.RECOVERING_RECONNECT);
            }
        }

        if (recovers)
        {
            parts.OnConnectionLost();
            ClientEventSource.Log.StateChanged(name, SessionState.RECOVERING_RECONNECT.ToString(), loss);
        }
        else
        {
            End(new SessionEnd(SessionState.CLOSE_FAILED, loss, error));
        }

        lost.Drop();
    }

    private Link Adopt(HandshakeResult handshake)
    {
        IConnection connection = handshake.Connection;
        IdleMonitor idle = new(
            handshake.Response.SystemPingPeriodMilliseconds,
            options.TimeProvider,
            () => Lose(connection, "was lost: the server has not pinged for twice its period", null));
        _token = handshake.Response.Token;
        return _link = new Link(connection, idle);
    }

    private async Task RunAsync(Link first)
    {
        for (Link? link = first; link is not null; link = await RecoverAsync().ConfigureAwait(false))
        {
            await ReadAsync(link).ConfigureAwait(false);
            await link.Connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads until the connection is of no use any more, and says what follows from that.</summary>
    private async Task ReadAsync(Link link)
    {
        try
        {
            if (await inbound.RunAsync(link).ConfigureAwait(false))
            {
                End(new SessionEnd(SessionState.CLOSED_BY_SERVER, "the server closed it"));
                await SayGoodbyeAsync(link.Connection).ConfigureAwait(false);
            }
            else
            {
                Lose(link.Connection, "ended", null);
            }
        }
        catch (IOException e)
        {
            Lose(link.Connection, $"was lost: {e.Message.TrimEnd('.')}", e);
        }
        catch (WireFormatException e)
        {
            End(new SessionEnd(SessionState.CLOSE_FAILED, $"{address} broke the protocol: {e.Message.TrimEnd('.')}", e));
        }
        catch (Exception e)
        {
            // A fault of this library. To read on could mean to give out wrong values.
            End(new SessionEnd(SessionState.CLOSE_FAILED, $"a message of {address} could not be handled: {e.Message.TrimEnd('.')}", e));
        }
    }

    /// <summary>Looks for a new connection if that is what the session is at.</summary>
    /// <returns>Null if the session has ended.</returns>
    private async Task<Link?> RecoverAsync()
    {
        SessionRecovery? recovery;
        lock (_gate)
        {
            recovery = _recovery;
        }

        if (recovery is null)
        {
            return null;
        }

        // The loop over the old connection has ended: nothing is received while this runs, and nothing was that is not done with.
        RecoveryOutcome outcome = await recovery
            .RunAsync(() => new Reconnection(_token, outbox.OldestRepeatable(), inbound.Received)).ConfigureAwait(false);
        if (outcome.Handshake is not { } handshake)
        {
            End(new SessionEnd(SessionState.CLOSE_FAILED, $"{recovery.Loss}, and {outcome.Failure}", outcome.Error));
            return null;
        }

        if (Resume(recovery, handshake) is { } link)
        {
            outbox.Flush();
            return link;
        }

        await handshake.Connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Goes on over a new connection: as if nothing had been (SESS-11), or with what can be kept after messages were lost (SESS-12).</summary>
    /// <returns>Null if the session has ended.</returns>
    private Link? Resume(SessionRecovery recovery, HandshakeResult handshake)
    {
        Link? link = null;
        IReadOnlyList<IPendingRequest> lost = [];
        lock (_gate)
        {
            if (_recovery != recovery)
            {
                return null;
            }

            if (TryContinue(handshake, ref lost))
            {
                link = Adopt(handshake);
                _recovery = null;
                conversations.Resume();
                _state = SessionState.CONNECTED_ACTIVE;
                events.Announce(SessionState.RECOVERING_RECONNECT, SessionState.CONNECTED_ACTIVE);
            }
        }

        if (link is null)
        {
            End(new SessionEnd(SessionState.CLOSE_FAILED, $"{recovery.Loss}, and the server misses messages that cannot be sent again"));
            return null;
        }

        Conversations.FailLost(lost);
        recovery.Dispose();
        ClientEventSource.Log.StateChanged(name, SessionState.CONNECTED_ACTIVE.ToString(), $"reconnected to {address} ({handshake.Response.Code})");
        return link;
    }

    private bool TryContinue(HandshakeResult handshake, ref IReadOnlyList<IPendingRequest> lost)
    {
        if (handshake.Response.Code == ConnectionResponseCode.Reconnected)
        {
            return outbox.TryResume(handshake.Connection, handshake.Response.MaximumMessageSizeOrSequence);
        }

        lost = conversations.TakeAll();
        outbox.Restart(handshake.Connection);
        inbound.Restart();
        parts.OnMessagesLost();
        return true;
    }

    private async Task ConfirmCloseAsync()
    {
        WireWriter writer = new();
        Frame.WriteCloseRequest(writer);
        outbox.SendLast(writer.WrittenSpan);
        Task running;
        Link? link;
        lock (_gate)
        {
            (running, link) = (_running, _link);
        }

        try
        {
            await running.WaitAsync(CloseTimeout, options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The server keeps silent. Dropping the connection ends the reading.
            link?.Drop();
        }
    }

    private async Task SayGoodbyeAsync(IConnection connection)
    {
        using CancellationTokenSource timeout = new(CloseTimeout, options.TimeProvider);
        try
        {
            await connection.CloseAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server was faster, or does not listen any more. The session is closed all the same.
        }
    }
}
