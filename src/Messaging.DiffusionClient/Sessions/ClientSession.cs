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
    private volatile string _principal;

    public ClientSession(ConnectionResponse response, ServerAddress address, SessionOptions options)
    {
        SessionId = new SessionIdentity(response.SessionId);
        _principal = options.Principal ?? string.Empty;
        Attributes = new SessionAttributes(address, options);
        CallbackSequence callbacks = new();
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
        ServiceChannel channel = new(outbox, conversations);
        TopicCache topics = new();
        Action<string> report = _events.NotifyError;
        StreamRegistry streams = new(topics, report);
        TopicInbox inbox = new(topics, streams, options.MaximumMessageSize, report);
        HandlerRegistry handlers = new(conversations, callbacks, report);
        SessionListeners listeners = new(channel, handlers, callbacks);
        RequestHandlers requestHandlers = new(channel, handlers);
        RequestStreams requestStreams = new(this, callbacks, report);
        FilteredRequests filteredRequests = new(channel, conversations, report);
        Authenticators authenticators = new(channel, handlers);
        InboundServices services = new(
            channel, callbacks, inbox, listeners, requestHandlers, requestStreams, filteredRequests, authenticators);
        _locks = new SessionLocks(this, channel);
        InboundLoop inbound = new(channel, conversations, callbacks, services, inbox);
        SessionParts parts = new(callbacks, streams, handlers, requestStreams, filteredRequests, _locks, _events);
        _life = new SessionLife(SessionId.ToString()!, address, options, outbox, conversations, inbound, _events, parts);

        Topics = new TopicsFeature(this, channel, callbacks, streams);
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
        Messaging = new MessagingFeature(this, channel, requestHandlers, requestStreams, filteredRequests);
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
