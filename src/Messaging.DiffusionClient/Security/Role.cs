using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Types;

namespace Messaging.DiffusionClient.Security;

internal sealed class Role(StoredRole role) : IRole
{
    public string Name => role.Name;

    public IReadOnlyCollection<GlobalPermission> GlobalPermissions { get; } = Permissions.ToApi(role.GlobalPermissions);

    public IReadOnlyCollection<PathPermission> DefaultPathPermissions { get; } = Permissions.ToApi(role.DefaultPathPermissions);

    public IReadOnlyDictionary<string, IReadOnlyCollection<PathPermission>> PathPermissions { get; } =
        Mapping.Of(role.PathPermissions, assignment => assignment.Path, assignment => Permissions.ToApi(assignment.Permissions));

    public IReadOnlyCollection<string> IncludedRoles => role.IncludedRoles;

    public string? LockingPrincipal => role.LockingPrincipal;

    public override string ToString() => Name;
}
