using System.Collections.Immutable;
using Messaging.DiffusionWire.Values;
using static Messaging.DiffusionWire.Values.GlobalPermission;
using static Messaging.DiffusionWire.Values.PathPermission;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>The roles that the vendor documents, with what they may do as far as that is known.</summary>
/// <remarks>Nobody may edit time series: that is documented, too, and takes a grant of one's own.</remarks>
internal static class DefaultRoles
{
    public const string Client = "CLIENT";

    private static readonly Role[] All =
    [
        Define(Client, [], [ReadTopic, SelectTopic, SendToMessageHandler]),
        Define("TOPIC_CONTROL", [ReadTopicViews, ModifyTopicViews], [ModifyTopic, UpdateTopic, AcquireLock], Client),
        Define("CLIENT_CONTROL", [ViewSession, ModifySession, RegisterHandler], [SendToSession, AcquireLock], Client),
        Define("AUTHENTICATION_HANDLER", [Authenticate, RegisterHandler], [], Client),
        Define("OPERATOR", [ViewServer, ViewSession], [], Client),
        Define(
            "ADMINISTRATOR",
            [ViewSession, ModifySession, RegisterHandler, ViewServer, ControlServer, ViewSecurity, ModifySecurity, ReadTopicViews, ModifyTopicViews],
            [ModifyTopic, UpdateTopic, SendToSession, AcquireLock, ExposeBranch],
            Client),
    ];

    public static SecurityConfiguration Configuration { get; } = new()
    {
        AnonymousRoles = [Client],
        NamedRoles = [Client],
        Roles = All.ToImmutableSortedDictionary(role => role.Name, role => role, StringComparer.Ordinal),
    };

    private static Role Define(string name, GlobalPermission[] global, PathPermission[] defaultPath, params ImmutableArray<string> includes) => new(name)
    {
        Global = PermissionSet<GlobalPermission>.Of(global),
        DefaultPath = PermissionSet<PathPermission>.Of(defaultPath),
        Includes = includes,
    };
}
