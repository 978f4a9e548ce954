using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>Writes down what a script for the security store says.</summary>
internal sealed class FakeRoleScript(List<string> commands) : IRoleScript
{
    public void SetGlobalPermissions(string role, IEnumerable<GlobalPermission> permissions) =>
        commands.Add($"global {role}: {string.Join(' ', permissions)}");

    public void SetDefaultPathPermissions(string role, IEnumerable<PathPermission> permissions) =>
        commands.Add($"default {role}: {string.Join(' ', permissions)}");

    public void SetPathPermissions(string role, string path, IEnumerable<PathPermission> permissions) =>
        commands.Add($"path {role} {path}: {string.Join(' ', permissions)}");

    public void RemovePathPermissions(string role, string path) => commands.Add($"remove {role} {path}");

    public void SetIncludes(string role, IEnumerable<string> includes) => commands.Add($"includes {role}: {string.Join(' ', includes)}");

    public void SetRolesForNamedSessions(IEnumerable<string> roles) => commands.Add($"named: {string.Join(' ', roles)}");

    public void SetRolesForAnonymousSessions(IEnumerable<string> roles) => commands.Add($"anonymous: {string.Join(' ', roles)}");
}
