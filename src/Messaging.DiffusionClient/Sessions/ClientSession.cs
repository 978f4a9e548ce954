#nullable disable annotations
using Messaging.DiffusionClient.Authentication;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Features;
using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Locks;
using Messaging.DiffusionClient.Requests;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A session over one connection, from its handshake to its end.</summary>
internal sealed class ClientSession : ISession, IAsyncDisposable
{
    // How long the server may take to confirm a close (SESS-40).
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IConnection _connection;
    private readonly ServerAddress _address;
    private readonly TimeProvider _timeProvider;
    private readonly Outbox _outbox;
    private readonly Conversations _conversations = new();
    private readonly CallbackSequence _callbacks = new();
    private readonly StreamRegistry _streams;
    private readonly HandlerRegistry _handlers;
    private readonly RequestStreams _requestStreams;
    private readonly FilteredRequests _filteredRequests;
    private readonly SessionLocks _locks;
    private readonly IdleMonitor _idle;
    private readonly InboundLoop _inbound;
    private volatile string _principal;
    private SessionState _state = SessionState.CONNECTING;
    private Task _reading = Task.CompletedTask;
    private Task _closing = Task.CompletedTask;

    public ClientSession(IConnection connection, ConnectionResponse response, ServerAddress address, SessionOptions options)
    {
        _connection = connection;
        _address = address;
        _timeProvider = options.TimeProvider;
        SessionId = new SessionIdentity(response.SessionId);
        _principal = options.Principal ?? string.Empty;
        Attributes = new SessionAttributes(address, options);
        foreach (EventHandler<SessionListenerEventArgs> handler in options.StateHandlers)
        {
            StateChanged += handler;
        }

        foreach (EventHandler<SessionErrorHandlerEventArgs> handler in options.ErrorHandlers)
        {
            ErrorNotified += handler;
        }

        _outbox = new Outbox(connection, Outbox.DefaultCapacity, OnSendFailed);
        ServiceChannel channel = new(_outbox, _conversations);
        TopicCache topics = new();
        _streams = new StreamRegistry(topics, NotifyError);
        _idle = new IdleMonitor(response.SystemPingPeriodMilliseconds, options.TimeProvider, OnIdle);
        TopicInbox inbox = new(topics, _streams, options.MaximumMessageSize, NotifyError);
        _handlers = new HandlerRegistry(_conversations, _callbacks, NotifyError);
        InboundServices services = new(channel, _callbacks);
        services.OnNotification<SubscriptionNotification>(ServiceId.SubscriptionNotification, inbox.OnSubscription);
        services.OnNotification<UnsubscriptionNotification>(ServiceId.UnsubscriptionNotification, inbox.OnUnsubscription);
        SessionListeners listeners = new(channel, _handlers, _callbacks);
        services.OnNotification<SessionEventsNotification>(ServiceId.SessionEventsNotification, listeners.OnEvents);
        RequestHandlers requestHandlers = new(channel, _handlers);
        _requestStreams = new RequestStreams(this, _callbacks, NotifyError);
        _filteredRequests = new FilteredRequests(channel, _conversations, NotifyError);
        services.OnRequest<ForwardedRequest>(ServiceId.ForwardedRequest, requestHandlers.OnRequest);
        services.OnRequest<PathRequest>(ServiceId.SendRequest, _requestStreams.OnRequest);
        services.OnNotification<FilteredResponse>(ServiceId.FilteredResponse, _filteredRequests.OnResponse);
        Authenticators authenticators = new(channel, _handlers);
        services.OnRequest<AuthenticateRequest>(ServiceId.Authenticate, authenticators.OnRequest);
        _locks = new SessionLocks(this, channel);
        _inbound = new InboundLoop(connection, channel, _conversations, _callbacks, services, inbox, _idle);

        Topics = new TopicsFeature(this, channel, _callbacks, _streams);
        TopicControl = new TopicControlFeature(this, channel);
        TopicUpdate = new TopicUpdateFeature(this, channel);
        TimeSeries = new TimeSeriesFeature(this, channel);
        Ping = new PingsFeature(this, channel, options.TimeProvider);
        Security = new SecurityFeature(this, channel, principal => _principal = principal);
        SystemAuthenticationControl = new SystemAuthenticationControlFeature(this, channel);
        SecurityControl = new SecurityControlFeature(this, channel);
        ClientControl = new ClientControlFeature(this, channel, listeners);
        SubscriptionControl = new SubscriptionControlFeature(this, channel);
        AuthenticationControl = new AuthenticationControlFeature(this, channel, authenticators);
        Messaging = new MessagingFeature(this, channel, requestHandlers, _requestStreams, _filteredRequests);
    }

    public event EventHandler<SessionListenerEventArgs> StateChanged;

    public event EventHandler<SessionErrorHandlerEventArgs> ErrorNotified;

    public ISessionId SessionId { get; }

    public string Principal => _principal;

    public SessionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public ISessionAttributes Attributes { get; }

    public ITopics Topics { get; }

    public ITopicControl TopicControl { get; }

    public ITopicUpdate TopicUpdate { get; }

    public ITimeSeries TimeSeries { get; }

    public IPings Ping { get; }

    public ISecurity Security { get; }

    public ISystemAuthenticationControl SystemAuthenticationControl { get; }

    public ISecurityControl SecurityControl { get; }

    public IClientControl ClientControl { get; }

    public ISubscriptionControl SubscriptionControl { get; }

    public IAuthenticationControl AuthenticationControl { get; }

    public IMessaging Messaging { get; }

    /// <summary>Completes when the session has let go of everything it held.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return Task.WhenAll(_reading, _closing);
            }
        }
    }

    /// <summary>Starts to read. The session owns the connection from here on.</summary>
    public void Start()
    {
        // A handler of the change may close the session at once, and must find it started.
        lock (_gate)
        {
            _state = SessionState.CONNECTED_ACTIVE;
            Announce(SessionState.CONNECTING, SessionState.CONNECTED_ACTIVE);
            _reading = Detached.Run(ReadAsync);
        }

        ClientEventSource.Log.StateChanged(SessionId.ToString()!, SessionState.CONNECTED_ACTIVE.ToString(), $"connected to {_address}");
    }

    public Task<ISessionLock> LockAsync(string lockName) => LockAsync(lockName, CancellationToken.None);

    public Task<ISessionLock> LockAsync(string lockName, CancellationToken cancellationToken) =>
        LockAsync(lockName, SessionLockScope.UNLOCK_ON_SESSION_LOSS, cancellationToken);

    public Task<ISessionLock> LockAsync(string lockName, SessionLockScope scope) => LockAsync(lockName, scope, CancellationToken.None);

    public Task<ISessionLock> LockAsync(string lockName, SessionLockScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lockName);
        return Enum.IsDefined(scope)
            ? _locks.AcquireAsync(lockName, scope, cancellationToken)
            : throw new ArgumentOutOfRangeException(nameof(scope), scope, "There is no such scope.");
    }

    public void Close() => End(new SessionEnd(SessionState.CLOSED_BY_CLIENT, "it was closed by this client"));

    public async ValueTask DisposeAsync()
    {
        Close();
        await Completion.ConfigureAwait(false);
    }

    public override string ToString() => $"Session {SessionId} ({State})";

    private async Task ConfirmCloseAsync()
    {
        WireWriter writer = new();
        Frame.WriteCloseRequest(writer);
        _outbox.SendLast(writer.WrittenSpan);
        Task reading;
        lock (_gate)
        {
            reading = _reading;
        }

        try
        {
            await reading.WaitAsync(CloseTimeout, _timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The server keeps silent. Ending the connection ends the reading.
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadAsync()
    {
        SessionEnd end;
        try
        {
            end = await _inbound.RunAsync().ConfigureAwait(false)
                ? new SessionEnd(SessionState.CLOSED_BY_SERVER, "the server closed it")
                : new SessionEnd(SessionState.CLOSE_FAILED, $"the connection to {_address} ended");
        }
        catch (WireFormatException e)
        {
            end = new SessionEnd(SessionState.CLOSE_FAILED, $"{_address} broke the protocol: {e.Message.TrimEnd('.')}", e);
        }
        catch (Exception e)
        {
            end = new SessionEnd(SessionState.CLOSE_FAILED, $"the connection to {_address} was lost: {e.Message.TrimEnd('.')}", e);
        }

        End(end);
        _outbox.Close();
        if (end.State == SessionState.CLOSED_BY_SERVER)
        {
            await SayGoodbyeAsync().ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SayGoodbyeAsync()
    {
        using CancellationTokenSource timeout = new(CloseTimeout, _timeProvider);
        try
        {
            await _connection.CloseAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server was faster, or does not listen any more. The session is closed all the same.
        }
    }

    private void OnSendFailed(Exception e) =>
        Abandon(new SessionEnd(SessionState.CLOSE_FAILED, $"the connection to {_address} was lost: {e.Message.TrimEnd('.')}", e));

    private void OnIdle() =>
        Abandon(new SessionEnd(SessionState.CLOSE_FAILED, $"the connection to {_address} was lost: the server has not pinged for twice its period"));

    /// <summary>Ends the session over a connection that is of no use any more.</summary>
    private void Abandon(SessionEnd end)
    {
        End(end);
        _ = _connection.DisposeAsync().AsTask();
    }

    /// <summary>Ends the session, once: requests fail, then handlers and streams are told in the order of callbacks.</summary>
    private void End(SessionEnd end)
    {
        SessionState old;
        lock (_gate)
        {
            if (_state.Closed)
            {
                return;
            }

            old = _state;
            _state = end.State;
            if (end.State == SessionState.CLOSED_BY_CLIENT)
            {
                _closing = Detached.Run(ConfirmCloseAsync);
            }
        }

        _idle.Dispose();
        _conversations.Close(end);
        Announce(old, end.State);
        _callbacks.Post(() =>
        {
            _streams.Close(ErrorReason.SESSION_CLOSED);
            _handlers.Close();
            _requestStreams.Close();
            _filteredRequests.Close();
        });
        ClientEventSource.Log.StateChanged(SessionId.ToString()!, end.State.ToString(), end.Cause);
    }

    private void Announce(SessionState oldState, SessionState newState)
    {
        // A handler that is added from here on must not be told of a change that was before it.
        EventHandler<SessionListenerEventArgs> handlers = StateChanged;
        _callbacks.Post(() => Raise(handlers, new SessionListenerEventArgs(this, oldState, newState), nameof(StateChanged), reportFailure: true));
    }

    /// <summary>Tells the application of an error. Called only in the callback sequence.</summary>
    private void NotifyError(string message) =>
        Raise(ErrorNotified, new SessionErrorHandlerEventArgs(this, new SessionError(message)), nameof(ErrorNotified), reportFailure: false);

    private void Raise<TArguments>(EventHandler<TArguments> handlers, TArguments arguments, string name, bool reportFailure)
    {
        foreach (EventHandler<TArguments> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(this, arguments);
            }
            catch (Exception e)
            {
                ClientEventSource.Log.CallbackFailed(name, e.ToString());
                if (reportFailure)
                {
                    NotifyError($"A handler of {name} threw an exception: {e.GetType()}: {e.Message}");
                }
            }
        }
    }
}
