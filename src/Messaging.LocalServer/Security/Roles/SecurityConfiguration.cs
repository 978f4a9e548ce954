using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>What the security store holds at one moment (SEC-12). Immutable, but for what it has worked out already.</summary>
internal sealed class SecurityConfiguration
{
    // Authenticators may invent roles as they like. Of what is not remembered each session keeps its own.
    private const int MaximumRemembered = 1000;

    private readonly ConcurrentDictionary<string, RolePermissions> _permissions = new(StringComparer.Ordinal);

    /// <summary>The roles that every session without a principal gets.</summary>
    public ImmutableArray<string> AnonymousRoles { get; init; } = [];

    /// <summary>The roles that every session with a principal gets.</summary>
    public ImmutableArray<string> NamedRoles { get; init; } = [];

    public ImmutableSortedDictionary<string, Role> Roles { get; init; } = ImmutableSortedDictionary.Create<string, Role>(StringComparer.Ordinal);

    /// <summary>Paths that inherit nothing, neither from above nor from the defaults.</summary>
    public ImmutableSortedSet<string> IsolatedPaths { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What roles add up to.</summary>
    /// <param name="roles">The roles of a session.</param>
    public RolePermissions PermissionsOf(RoleList roles)
    {
        if (_permissions.TryGetValue(roles.Text, out RolePermissions? known))
        {
            return known;
        }

        RolePermissions permissions = RolePermissions.Of(this, roles);
        return _permissions.Count < MaximumRemembered ? _permissions.GetOrAdd(roles.Text, permissions) : permissions;
    }
}
