using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;

namespace Messaging.Sessions;

/// <summary>Writes with the vendor's builder, which quotes; so nothing in a name or a path can be a command.</summary>
internal sealed class DiffusionRoleScript(IScriptBuilder builder) : IRoleScript
{
    public void SetGlobalPermissions(string role, IEnumerable<GlobalPermission> permissions) =>
        builder.SetGlobalPermissions(role, DiffusionPermissions.ToVendor(permissions));

    public void SetDefaultPathPermissions(string role, IEnumerable<PathPermission> permissions) =>
        builder.SetDefaultPathPermissions(role, DiffusionPermissions.ToVendor(permissions));

    public void SetPathPermissions(string role, string path, IEnumerable<PathPermission> permissions) =>
        builder.SetPathPermissions(role, path, DiffusionPermissions.ToVendor(permissions));

    public void RemovePathPermissions(string role, string path) => builder.RemovePathPermissions(role, path);

    public void SetIncludes(string role, IEnumerable<string> includes) => builder.SetRoleIncludes(role, includes);

    public void SetRolesForNamedSessions(IEnumerable<string> roles) => builder.SetRolesForNamedSessions(roles);

    public void SetRolesForAnonymousSessions(IEnumerable<string> roles) => builder.SetRolesForAnonymousSessions(roles);
}
