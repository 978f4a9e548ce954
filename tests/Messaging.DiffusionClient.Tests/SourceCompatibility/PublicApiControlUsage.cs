// As PublicApiUsage: code as an application writes it against the vendor's package, judged by the compiler.
#pragma warning disable IDE0005, CA2016 // some of these namespaces hold nothing that is used here; the forms without a token are calls, too
using System.Diagnostics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;
using PushTechnology.DiffusionCore.Client.Types;
using IScriptBuilder = PushTechnology.ClientInterface.Client.Features.Control.Clients.IScriptBuilder;

namespace PushTechnology.ClientInterface.Example.Control;

internal static class PublicApiControlUsage
{
    public static async Task Accounts(ISession session, CancellationToken cancellationToken)
    {
        ISystemAuthenticationControl control = session.SystemAuthenticationControl;
        IScriptBuilder empty = control.Script;
        IScriptBuilder users = new[] { "a", "b" }
            .Select(name => empty.AddPrincipal(name, "password", new List<string> { "CLIENT" }))
            .Aggregate(empty, (sb1, sb2) => sb2.Append(sb1));
        string script = control.Script
            .Append(users)
            .AddPrincipal("manager", "password", new List<string> { "CLIENT", "TOPIC_CONTROL" }, "admin")
            .SetPassword("a", "new").VerifyPassword("a", "new").AssignRoles("a", new List<string>()).RemovePrincipal("b")
            .AllowAnonymousConnections(new List<string> { "CLIENT" }).DenyAnonymousConnections().AbstainAnonymousConnections()
            .TrustClientProposedPropertyIn("room", new List<string> { "lobby" }).TrustClientProposedPropertyMatches("nick", ".*")
            .IgnoreClientProposedProperty("other")
            .ToScript();
        await control.UpdateStoreAsync(script);
        await control.UpdateStoreAsync(script, cancellationToken);
        var store = await control.GetSystemAuthenticationAsync();
        foreach (ISystemPrincipal principal in store.Principals)
        {
            Trace.WriteLine($"{principal.Name} {string.Join(", ", principal.AssignedRoles)}");
        }
    }

    public static async Task Roles(ISession session, CancellationToken cancellationToken)
    {
        ISecurityControl control = session.SecurityControl;
        string script = control.Script
            .SetGlobalPermissions("ROLE", new List<GlobalPermission> { GlobalPermission.VIEW_SESSION })
            .SetDefaultPathPermissions("ROLE", new List<PathPermission> { PathPermission.READ_TOPIC })
            .SetPathPermissions("ROLE", "Chat", new List<PathPermission> { PathPermission.UPDATE_TOPIC })
            .RemovePathPermissions("ROLE", "Chat").IsolatePath("Chat").DeisolatePath("Chat")
            .SetRoleIncludes("ROLE", new List<string> { "CLIENT" }).SetRoleLockedByPrincipal("ROLE", "admin")
            .SetRolesForAnonymousSessions(new List<string>()).SetRolesForNamedSessions(new List<string> { "CLIENT" })
            .ToScript();
        await control.UpdateStoreAsync(script, cancellationToken);
        ISecurityConfiguration configuration = await control.GetSecurityAsync(cancellationToken);
        Trace.WriteLine(configuration.Roles[0].Name + configuration.Roles[0].GlobalPermissions.Count + configuration.Roles[0].DefaultPathPermissions.Count);

        bool changed = await session.Security.ReauthenticateAsync(
            "manager", Diffusion.Credentials.Password("password"), new Dictionary<string, string>(), cancellationToken);
        var permissions = await session.Security.GetGlobalPermissionsAsync(cancellationToken);
        var paths = await session.Security.GetPermissionsForPathAsync("Chat", cancellationToken);
        Trace.WriteLine($"{changed} {session.Principal} {permissions.Count} {paths.Contains(PathPermission.READ_TOPIC)}");
    }

    public static async Task Sessions(ISession session, ISessionId other, CancellationToken cancellationToken)
    {
        IClientControl control = session.ClientControl;
        ISessionEventParameters parameters = Diffusion.NewSessionEventParametersBuilder()
            .Properties(SessionProperty.ALL_FIXED_PROPERTIES).Filter("$Principal is 'control'").Build();
        IRegistration registration = await control.AddSessionEventListenerAsync(new Events(), parameters, cancellationToken);
        control.SetSessionPropertiesListener(new Listener(), SessionProperty.ALL_FIXED_PROPERTIES, SessionProperty.ALL_USER_PROPERTIES);
        var properties = await control.GetSessionPropertiesAsync(other, new List<string> { SessionProperty.ALL_USER_PROPERTIES }, cancellationToken);
        foreach (var property in properties)
        {
            Trace.WriteLine($"{property.Key} {property.Value}");
        }

        IReadOnlyDictionary<string, string> previous = await control.SetSessionPropertiesAsync(
            other, new Dictionary<string, string> { ["$Country"] = "CA" }, cancellationToken);
        object count = await control.SetSessionPropertiesAsync("$Country is 'CA'", new Dictionary<string, string> { ["$Language"] = "EN" });
        await control.ChangeRolesAsync(other, new List<string>(), new List<string> { "CLIENT" });
        await control.ChangeRolesAsync("$SessionId is \"" + other + "\"", new List<string>(), new List<string> { "CLIENT" });
        await control.SetConflatedAsync(other, true, cancellationToken);
        await control.CloseAsync(other, cancellationToken);
        Trace.WriteLine($"{previous.Count} {count} {await control.CloseAsync("all")}");
        await session.SubscriptionControl.SubscribeAsync(other, ">a");
        await session.SubscriptionControl.UnsubscribeAsync(other, ">a");
        await session.SubscriptionControl.UnsubscribeAllScopesAsync(other, ">a");
        foreach (var selection in await session.SubscriptionControl.GetTopicSelectionsAsync(other))
        {
            Trace.WriteLine(selection.Key);
        }

        IRegistration authenticator = await session.AuthenticationControl.SetAuthenticationHandlerAsync("before-system-handler", new Gate(), cancellationToken);
        await session.AuthenticationControl.RevokeAuthenticationAsync(other);
        await authenticator.CloseAsync();
        await registration.CloseAsync();
    }

    public static async Task Requests(ISession session, ISessionId other, CancellationToken cancellationToken)
    {
        IMessaging messaging = session.Messaging;
        IRegistration registration = await messaging.AddRequestHandlerAsync("my/message/path", new Handler());
        IRegistration cancellable = await messaging.AddRequestHandlerAsync("my/other/path", new Handler(), cancellationToken, "$Principal");
        messaging.SetRequestStream(">random/requestResponse", new Stream());
        string answer = await messaging.SendRequestAsync<string, string>("my/message/path", "hello", cancellationToken);
        string addressed = await messaging.SendRequestAsync<string, string>(other, ">random/requestResponse", "hello");
        int sessions = await messaging.SendRequestToFilterAsync("$Principal NE 'control'", "my/message/path", "hello", new Responses(), cancellationToken);
        messaging.RemoveRequestStream(">random/requestResponse");
        await registration.CloseAsync();
        await cancellable.CloseAsync();

        ISessionLock first = await session.LockAsync("lock", SessionLockScope.UNLOCK_ON_CONNECTION_LOSS);
        ISessionLock second = await session.LockAsync("lock", cancellationToken);
        await first.UnlockAsync();
        Trace.WriteLine($"{answer} {addressed} {sessions} {second.Equals(first)}");
    }

    private sealed class Events : ISessionEventStream
    {
        public void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent)
        {
            if (sessionEventStreamEvent.IsOpenEvent || sessionEventStreamEvent.CloseReason == CloseReason.CLOSED_BY_CLIENT)
            {
                Trace.WriteLine($"{sessionEventStreamEvent.SessionId} {sessionEventStreamEvent.Properties.Count}{sessionEventStreamEvent.ChangedProperties.Count}");
            }
        }

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Listener : ISessionPropertiesListener
    {
        public void OnRegistered(IRegistration registration) => Trace.WriteLine(registration);

        public void OnSessionOpen(ISessionId sessionId, IDictionary<string, string> properties) => Trace.WriteLine(sessionId);

        public void OnSessionEvent(
            ISessionId sessionId,
            SessionPropertiesListenerEventType? eventType,
            IDictionary<string, string> properties,
            IDictionary<string, string> previousValues) => Trace.WriteLine(eventType.HasValue ? eventType.Value.ToString() : "?");

        public void OnSessionClose(ISessionId sessionId, IDictionary<string, string> properties, CloseReason closeReason) => Trace.WriteLine(closeReason);

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Gate : IControlAuthenticator
    {
        public void Authenticate(
            string principal,
            ICredentials credentials,
            IReadOnlyDictionary<string, string> sessionProperties,
            IReadOnlyDictionary<string, string> proposedProperties,
            IAuthenticatorCallback callback)
        {
            switch (principal)
            {
                case "a":
                    callback.Allow();
                    break;
                case "b":
                    callback.Allow(proposedProperties);
                    break;
                case "c":
                    callback.Deny();
                    break;
                default:
                    callback.Abstain();
                    break;
            }
        }

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Handler : IRequestHandler<string, string>
    {
        public void OnRequest(string request, IRequestContext context, IResponder<string> responder) => responder.Respond(request);

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Stream : IRequestStream<string, string>
    {
        public void OnRequest(string path, string request, IResponder<string> responder) => responder.Respond(path + request);

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Responses : IFilteredRequestCallback<string>
    {
        public void OnResponse(ISessionId sessionId, string response) => Trace.WriteLine(response);

        public void OnResponseError(ISessionId sessionId, Exception exception) => Trace.WriteLine(exception);
    }
}
