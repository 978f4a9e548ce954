#nullable disable annotations
using Messaging.DiffusionClient.Authentication;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Features;
using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Locks;
using Messaging.DiffusionClient.Requests;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Handshake;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A session as the application has it: what it is made of, put together.</summary>
internal sealed class ClientSession : ISession, IAsyncDisposable
{
    private readonly SessionEvents _events;
    private readonly SessionLife _life;
    private readonly SessionLocks _locks;
    private readonly SessionOptions _options;
    private readonly ServiceChannel _channel;
    private readonly CallbackSequence _callbacks;
    private readonly StreamRegistry _streams;
    private readonly SessionListeners _listeners;
    private readonly RequestHandlers _requestHandlers;
    private readonly RequestStreams _requestStreams;
    private readonly FilteredRequests _filteredRequests;
    private readonly Authenticators _authenticators;
    private volatile string _principal;

    public ClientSession(ConnectionResponse response, ServerAddress address, SessionOptions options)
    {
        _options = options;
        SessionId = new SessionIdentity(response.SessionId);
        _principal = options.Principal ?? string.Empty;
        Attributes = new SessionAttributes(address, options);
        CallbackSequence callbacks = _callbacks = new();
        _events = new SessionEvents(this, callbacks);
        foreach (EventHandler<SessionListenerEventArgs> handler in options.StateHandlers)
        {
            StateChanged += handler;
        }

        foreach (EventHandler<SessionErrorHandlerEventArgs> handler in options.ErrorHandlers)
        {
            ErrorNotified += handler;
        }

        Conversations conversations = new();
        Outbox outbox = new(Outbox.DefaultCapacity, RecoveryBufferFor(options), (connection, e) => _life.OnSendFailed(connection, e));
        ServiceChannel channel = _channel = new(outbox, conversations);
        TopicCache topics = new();
        Action<string> report = _events.NotifyError;
        StreamRegistry streams = _streams = new(topics, report);
        TopicInbox inbox = new(topics, streams, options.MaximumMessageSize, report);
        HandlerRegistry handlers = new(conversations, callbacks, report);
        SessionListeners listeners = _listeners = new(channel, handlers, callbacks);
        RequestHandlers requestHandlers = _requestHandlers = new(channel, handlers);
        RequestStreams requestStreams = _requestStreams = new(this, callbacks, report);
        FilteredRequests filteredRequests = _filteredRequests = new(channel, conversations, report);
        Authenticators authenticators = _authenticators = new(channel, handlers);
        InboundServices services = new(
            channel, callbacks, inbox, listeners, requestHandlers, requestStreams, filteredRequests, authenticators);
        _locks = new SessionLocks(this, channel);
        InboundLoop inbound = new(channel, conversations, callbacks, services, inbox);
        SessionParts parts = new(callbacks, streams, handlers, requestStreams, filteredRequests, _locks, _events);
        _life = new SessionLife(SessionId.ToString()!, address, options, outbox, conversations, inbound, _events, parts);
    }

    public event EventHandler<SessionListenerEventArgs> StateChanged
    {
        add => _events.StateChanged += value;
        remove => _events.StateChanged -= value;
    }

    public event EventHandler<SessionErrorHandlerEventArgs> ErrorNotified
    {
        add => _events.ErrorNotified += value;
        remove => _events.ErrorNotified -= value;
    }

    public ISessionId SessionId { get; }

    public string Principal => _principal;

    public SessionState State => _life.State;

    public ISessionAttributes Attributes { get; }

    // Features hold nothing of their own, so they are made when they are used: there can be thousands of sessions.
    public ITopics Topics => field ??= new TopicsFeature(this, _channel, _callbacks, _streams);

    public ITopicControl TopicControl => field ??= new TopicControlFeature(this, _channel);

    public ITopicUpdate TopicUpdate => field ??= new TopicUpdateFeature(this, _channel);

    public ITimeSeries TimeSeries => field ??= new TimeSeriesFeature(this, _channel);

    public IPings Ping => field ??= new PingsFeature(this, _channel, _options.TimeProvider);

    public ISecurity Security => field ??= new SecurityFeature(this, _channel, principal => _principal = principal);

    public ISystemAuthenticationControl SystemAuthenticationControl => field ??= new SystemAuthenticationControlFeature(this, _channel);

    public ISecurityControl SecurityControl => field ??= new SecurityControlFeature(this, _channel);

    public IClientControl ClientControl => field ??= new ClientControlFeature(this, _channel, _listeners);

    public ISubscriptionControl SubscriptionControl => field ??= new SubscriptionControlFeature(this, _channel);

    public IAuthenticationControl AuthenticationControl => field ??= new AuthenticationControlFeature(this, _channel, _authenticators);

    public IMessaging Messaging => field ??= new MessagingFeature(this, _channel, _requestHandlers, _requestStreams, _filteredRequests);

    /// <summary>Completes when the session has let go of everything it held.</summary>
    public Task Completion => _life.Completion;

    /// <summary>Starts to read. The session owns the connection from here on.</summary>
    public void Start(HandshakeResult handshake) => _life.Start(handshake);

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

    public void Close() => _life.End(new SessionEnd(SessionState.CLOSED_BY_CLIENT, "it was closed by this client"));

    public async ValueTask DisposeAsync()
    {
        Close();
        await Completion.ConfigureAwait(false);
    }

    public override string ToString() => $"Session {SessionId} ({State})";

    private static RecoveryBuffer RecoveryBufferFor(SessionOptions options) => options.ReconnectionTimeoutMilliseconds > 0
        ? new RecoveryBuffer(TimeSpan.FromMilliseconds(options.ReconnectionTimeoutMilliseconds), options.TimeProvider)
        : null;
}
