using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Types;
using Wire = Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Scripts;

/// <summary>A script for the security store (SEC-14, SEC-16).</summary>
internal sealed class SecurityScript : IScriptBuilder
{
    private readonly ScriptText _text = new();

    public IScriptBuilder Append(IScriptBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Add(other.ToScript());
    }

    public IScriptBuilder SetRolesForAnonymousSessions(IEnumerable<string> roles) =>
        Add($"set roles for anonymous sessions {ScriptText.List(roles, nameof(roles))}");

    public IScriptBuilder SetRolesForNamedSessions(IEnumerable<string> roles) =>
        Add($"set roles for named sessions {ScriptText.List(roles, nameof(roles))}");

    public IScriptBuilder SetGlobalPermissions(string role, IEnumerable<GlobalPermission> permissions) =>
        Add($"set {Role(role)} permissions {Names(permissions, NameOf)}");

    public IScriptBuilder SetDefaultPathPermissions(string role, IEnumerable<PathPermission> permissions) =>
        Add($"set {Role(role)} default path permissions {Names(permissions, NameOf)}");

    public IScriptBuilder SetPathPermissions(string role, string path, IEnumerable<PathPermission> permissions) =>
        Add($"set {Role(role)} {Path(path)} permissions {Names(permissions, NameOf)}");

    public IScriptBuilder RemovePathPermissions(string role, string path) => Add($"remove {Role(role)} permissions for {Path(path)}");

    public IScriptBuilder SetRoleIncludes(string role, IEnumerable<string> includedRoles) =>
        Add($"set {Role(role)} includes {ScriptText.List(includedRoles, nameof(includedRoles))}");

    public IScriptBuilder IsolatePath(string path) => Add($"isolate {Path(path)}");

    public IScriptBuilder DeisolatePath(string path) => Add($"deisolate {Path(path)}");

    public IScriptBuilder SetRoleLockedByPrincipal(string role, string principal) =>
        Add($"set role {Role(role)} locked by principal {ScriptText.Quote(principal, nameof(principal))}");

    public string ToScript() => _text.ToString();

    public override string ToString() => ToScript();

    private static string Role(string role) => ScriptText.Quote(role, nameof(role));

    private static string Path(string path) => $"path {ScriptText.Quote(path, nameof(path))}";

    private static string NameOf(GlobalPermission permission) => Enum.IsDefined(permission)
        ? Wire.PermissionNames.ToName((Wire.GlobalPermission)(byte)permission)
        : throw new ArgumentException($"{(byte)permission} is no global permission.", nameof(permission));

    private static string NameOf(PathPermission permission) => Enum.IsDefined(permission)
        ? Wire.PermissionNames.ToName((Wire.PathPermission)(byte)permission)
        : throw new ArgumentException($"{(byte)permission} is no path permission.", nameof(permission));

    private static string Names<TPermission>(IEnumerable<TPermission> permissions, Func<TPermission, string> name)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        return $"[{string.Join(' ', permissions.Select(name))}]";
    }

    private SecurityScript Add(string command)
    {
        _text.Add(command);
        return this;
    }
}
