using System.Collections.Immutable;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>Changes a copy of the security store's configuration, command by command.</summary>
/// <param name="configuration">What to begin with.</param>
/// <param name="principal">Who changes it; null for the server's own start, which no lock stops.</param>
internal sealed class SecurityEditor(SecurityConfiguration configuration, string? principal)
{
    private readonly ImmutableSortedDictionary<string, Role>.Builder _roles = configuration.Roles.ToBuilder();
    private ImmutableArray<string> _anonymousRoles = configuration.AnonymousRoles;
    private ImmutableArray<string> _namedRoles = configuration.NamedRoles;
    private ImmutableSortedSet<string> _isolatedPaths = configuration.IsolatedPaths;

    public SecurityConfiguration ToConfiguration() => new()
    {
        AnonymousRoles = _anonymousRoles,
        NamedRoles = _namedRoles,
        Roles = _roles.ToImmutable(),
        IsolatedPaths = _isolatedPaths,
    };

    public void SetAnonymousRoles(IEnumerable<string> roles) => _anonymousRoles = Distinct(roles);

    public void SetNamedRoles(IEnumerable<string> roles) => _namedRoles = Distinct(roles);

    public void SetGlobal(string role, PermissionSet<GlobalPermission> permissions) => Change(role, current => current with { Global = permissions });

    public void SetDefaultPath(string role, PermissionSet<PathPermission> permissions) =>
        Change(role, current => current with { DefaultPath = permissions });

    public void SetPath(string role, string path, PermissionSet<PathPermission> permissions) => Change(
        role,
        current => current.Paths.Count < StoreLimits.MaximumPaths || current.Paths.ContainsKey(path)
            ? current with { Paths = current.Paths.SetItem(path, permissions) }
            : throw new ScriptException($"A role has permissions for at most {StoreLimits.MaximumPaths} paths."));

    public void RemovePath(string role, string path) => Change(role, current => current with { Paths = current.Paths.Remove(path) });

    public void SetIncludes(string role, IEnumerable<string> included) => Change(role, current => current with { Includes = Distinct(included) });

    public void Lock(string role, string lockingPrincipal) => Change(role, current => current with { LockingPrincipal = lockingPrincipal });

    public void Isolate(string path)
    {
        if (_isolatedPaths.Count >= StoreLimits.MaximumPaths && !_isolatedPaths.Contains(path))
        {
            throw new ScriptException($"At most {StoreLimits.MaximumPaths} paths can be isolated.");
        }

        _isolatedPaths = _isolatedPaths.Add(path);
    }

    public void Deisolate(string path) => _isolatedPaths = _isolatedPaths.Remove(path);

    private static ImmutableArray<string> Distinct(IEnumerable<string> roles) => [.. roles.Distinct(StringComparer.Ordinal)];

    // A role comes into being when something is said of it.
    private void Change(string name, Func<Role, Role> change)
    {
        if (!_roles.TryGetValue(name, out Role? role))
        {
            role = _roles.Count < StoreLimits.MaximumRoles
                ? new Role(name)
                : throw new ScriptException($"The store has at most {StoreLimits.MaximumRoles} roles.");
        }

        if (principal is not null && role.LockingPrincipal is { } owner && owner != principal)
        {
            throw new ScriptException($"The role '{name}' is locked: only '{owner}' may change it.");
        }

        _roles[name] = change(role);
    }
}
