using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Services;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Control;

/// <summary>Puts together what sessions may do to and with each other.</summary>
internal sealed class SessionControl
{
    public SessionControl(
        LocalServerOptions options,
        SessionRegistry sessions,
        SessionQuota quota,
        SessionEvents events,
        TopicTree topics,
        SessionAuthority authority,
        ControlAuthenticators authenticators,
        TimerCount timers,
        ILogger log)
    {
        RequestHandlers handlers = new(options.MaximumRequestHandlers);
        SessionLocks locks = new(options.MaximumLocks);
        DisconnectedSessions disconnected = new(options, timers);
        Ending = new SessionEnding(sessions, quota, topics, events, handlers, authenticators, locks, disconnected, log);
        Recovery = new SessionRecovery(disconnected, Ending, locks, events, topics, log);
        authority.IdentityChanged += (session, _, _, batch) => events.OnChanged(session, batch);
        SessionSearch search = new(sessions);
        PropertySetter setter = new(authority);
        Services =
        [
            new GetPropertiesOfSessionService(sessions),
            new SetSessionPropertiesService(search, setter),
            new SetSessionPropertiesByFilterService(search, setter),
            new CloseSessionService(search, Ending),
            new CloseByFilterService(search, Ending),
            new RevokeAuthenticationService(search, Ending),
            new ChangeRolesService(search, authority),
            new ChangeRolesByFilterService(search, authority),
            new SetConflatedService(search),
            new SetConflatedByFilterService(search),
            new SubscribeSessionService(search, topics),
            new SubscribeByFilterService(search, topics),
            new UnsubscribeSessionService(search, topics),
            new UnsubscribeByFilterService(search, topics),
            new UnsubscribeSessionAllScopesService(search, topics),
            new UnsubscribeAllScopesByFilterService(search, topics),
            new GetTopicSelectionsService(search, topics),
            new AddSessionEventListenerService(events),
            new RemoveSessionEventListenerService(events),
            new SetSessionPropertiesListenerService(events),
            new AddAuthenticatorService(authenticators),
            new RemoveAuthenticatorService(authenticators),
            new AddRequestHandlerService(handlers),
            new RemoveRequestHandlerService(handlers),
            new SendRequestService(handlers, options.RequestTimeout),
            new SendRequestToSessionService(search, options.RequestTimeout),
            new SendRequestToFilterService(search, options.RequestTimeout),
            new AcquireLockService(locks),
            new CancelLockService(locks),
            new ReleaseLockService(locks),
            new GetSessionLockService(locks, options.ServerName),
            new GetSessionLocksService(locks, options.ServerName),
        ];
    }

    /// <summary>Lets go of sessions.</summary>
    public SessionEnding Ending { get; }

    /// <summary>Keeps sessions that have lost their connection.</summary>
    public SessionRecovery Recovery { get; }

    /// <summary>What clients may ask for.</summary>
    public IReadOnlyList<IService> Services { get; }
}
