using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The calls of the security survey that are answered, and not refused.</summary>
internal static class SecurityVectors
{
    private const string StoreOfSystemAuthentication =
        "admin[ADMINISTRATOR]; bob[CLIENT,X] locked by admin; ALLOW[CLIENT]; p1 matches ^a.*$; p2 in [x,y]";

    private const string StoreOfSecurity =
        "anonymous[CLIENT]; named[CLIENT,NAMED]; "
        + "CLIENT [] [READ_TOPIC,SEND_TO_MESSAGE_HANDLER,SELECT_TOPIC] {} []; "
        + "ADMIN [AUTHENTICATE,VIEW_SESSION,MODIFY_SESSION,REGISTER_HANDLER,VIEW_SERVER,CONTROL_SERVER,VIEW_SECURITY,MODIFY_SECURITY,"
        + "READ_TOPIC_VIEWS,MODIFY_TOPIC_VIEWS] [READ_TOPIC,SELECT_TOPIC] {a/b=[UPDATE_TOPIC,MODIFY_TOPIC,EXPOSE_BRANCH]} [CLIENT] locked by admin; "
        + "isolated[iso/a,iso/b]";

    public static IEnumerable<CallVector> All { get; } =
    [
        Call("getSystemAuthenticationConfiguration", ReadSystemAuthenticationAsync, StoreOfSystemAuthentication),
        Reply("getSystemAuthenticationConfiguration", "empty/deny", ReadSystemAuthenticationAsync, "DENY[]"),
        Reply("getSystemAuthenticationConfiguration", "abstain", ReadSystemAuthenticationAsync, "ABSTAIN[]"),
        Void("updateAuthenticationStore ok", session => session.SystemAuthenticationControl.UpdateStoreAsync("add principal 'bob' 'pw'")),
        Call("getSecurityConfiguration", ReadSecurityAsync, StoreOfSecurity),
        Reply("getSecurityConfiguration", "empty", ReadSecurityAsync, "anonymous[]; named[]; isolated[]"),
        Void("updateSecurityStore ok", session => session.SecurityControl.UpdateStoreAsync("set 'R' permissions [VIEW_SESSION]")),
        Call(
            "getGlobalPermissions all",
            async session => string.Join(',', await session.Security.GetGlobalPermissionsAsync()),
            "AUTHENTICATE,VIEW_SESSION,MODIFY_SESSION,REGISTER_HANDLER,VIEW_SERVER,CONTROL_SERVER,VIEW_SECURITY,MODIFY_SECURITY,UNKNOWN,"
            + "READ_TOPIC_VIEWS,MODIFY_TOPIC_VIEWS"),
        Call(
            "getPathPermissions all",
            async session => string.Join(',', await session.Security.GetPermissionsForPathAsync("a/b")),
            "READ_TOPIC,UPDATE_TOPIC,MODIFY_TOPIC,SEND_TO_MESSAGE_HANDLER,SEND_TO_SESSION,SELECT_TOPIC,QUERY_OBSOLETE_TIME_SERIES_EVENTS,"
            + "EDIT_TIME_SERIES_EVENTS,EDIT_OWN_TIME_SERIES_EVENTS,ACQUIRE_LOCK,UNKNOWN_PATH_PERMISSION,EXPOSE_BRANCH"),
        Call("changePrincipal ok", ChangePrincipalAsync, "True: bob"),
        Call("changePrincipal refused", ChangePrincipalAsync, "False: "),
        Reauthenticate("ok with properties", Diffusion.Credentials.Password("secret"), "True: bob", ("room", "a")),
        Reauthenticate("refused", Diffusion.Credentials.Password("secret"), "False: "),
        Reauthenticate("bytes", Diffusion.Credentials.Custom([1, 2, 255]), "True: bob"),
    ];

    /// <summary>A call with a request and a response of its own.</summary>
    public static CallVector Call(string name, Func<ISession, Task<string?>> call, string? outcome = null, bool takesStream = false) =>
        new(name, call, outcome, ($"{name} (request)", $"{name} (reply)"), takesStream);

    /// <summary>A call that tells nothing.</summary>
    public static CallVector Void(string name, Func<ISession, Task> call) => Call(name, async session =>
    {
        await call(session);
        return null;
    });

    private static CallVector Reply(string request, string reply, Func<ISession, Task<string?>> call, string outcome) =>
        new($"{request} {reply}", call, outcome, ($"{request} (request)", $"{request} {reply} (reply)"));

    private static CallVector Reauthenticate(string name, ICredentials credentials, string outcome, params (string Key, string Value)[] properties) =>
        Call(
            $"reauthenticate {name}",
            async session =>
            {
                bool changed = await session.Security.ReauthenticateAsync("bob", credentials, properties.ToDictionary(pair => pair.Key, pair => pair.Value));
                return $"{changed}: {session.Principal}";
            },
            outcome);

    private static async Task<string?> ChangePrincipalAsync(ISession session)
    {
#pragma warning disable CS0618 // the older call is part of the API
        bool changed = await session.Security.ChangePrincipalAsync("bob", Diffusion.Credentials.Password("secret"));
#pragma warning restore CS0618
        return $"{changed}: {session.Principal}";
    }

    private static async Task<string?> ReadSystemAuthenticationAsync(ISession session)
    {
        ISystemAuthenticationConfiguration store = await session.SystemAuthenticationControl.GetSystemAuthenticationAsync();
        return string.Join("; ", store.Principals
            .Select(principal => $"{principal.Name}[{string.Join(',', principal.AssignedRoles)}]{LockedBy(principal.LockingPrincipal)}")
            .Append($"{store.AnonymousAction}[{string.Join(',', store.AnonymousRoles)}]")
            .Concat(store.TrustedClientProposedProperties.Select(property => property.Value is { Regex: { } regex }
                ? $"{property.Key} matches {regex}"
                : $"{property.Key} in [{string.Join(',', property.Value.Values)}]")));
    }

    private static async Task<string?> ReadSecurityAsync(ISession session)
    {
        ISecurityConfiguration store = await session.SecurityControl.GetSecurityAsync();
        return string.Join("; ", store.Roles.Select(Describe)
            .Prepend($"named[{string.Join(',', store.RolesForNamedSessions)}]")
            .Prepend($"anonymous[{string.Join(',', store.RolesForAnonymousSessions)}]")
            .Append($"isolated[{string.Join(',', store.IsolatedPaths)}]"));
    }

    private static string Describe(IRole role)
    {
        IEnumerable<string> paths = role.PathPermissions.Select(path => $"{path.Key}=[{string.Join(',', path.Value)}]");
        return $"{role.Name} [{string.Join(',', role.GlobalPermissions)}] [{string.Join(',', role.DefaultPathPermissions)}] "
            + $"{{{string.Join(',', paths)}}} [{string.Join(',', role.IncludedRoles)}]{LockedBy(role.LockingPrincipal)}";
    }

    private static string LockedBy(string? principal) => principal is null ? string.Empty : $" locked by {principal}";
}
