using System.Collections.Immutable;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>What the security store says of one role (SEC-12).</summary>
internal sealed record Role(string Name)
{
    public PermissionSet<GlobalPermission> Global { get; init; }

    /// <summary>What it may do at paths that nothing is said of.</summary>
    public PermissionSet<PathPermission> DefaultPath { get; init; }

    /// <summary>What it may do at paths and below them. An empty set is an assignment, too.</summary>
    public ImmutableSortedDictionary<string, PermissionSet<PathPermission>> Paths { get; init; } =
        ImmutableSortedDictionary.Create<string, PermissionSet<PathPermission>>(StringComparer.Ordinal);

    /// <summary>Roles that it also is.</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>The only principal that may change it; null if that is anybody who may change the store.</summary>
    public string? LockingPrincipal { get; init; }

    public static Role Of(StoredRole stored) => new(stored.Name)
    {
        Global = PermissionSet<GlobalPermission>.Of([.. stored.GlobalPermissions]),
        DefaultPath = PermissionSet<PathPermission>.Of([.. stored.DefaultPathPermissions]),
        Paths = stored.PathPermissions.ToImmutableSortedDictionary(
            path => path.Path,
            path => PermissionSet<PathPermission>.Of([.. path.Permissions]),
            StringComparer.Ordinal),
        Includes = [.. stored.IncludedRoles],
        LockingPrincipal = stored.LockingPrincipal,
    };

    /// <summary>The role in the form in which it travels and is kept.</summary>
    public StoredRole ToStored() => new(
        Name,
        Global.ToList(),
        DefaultPath.ToList(),
        [.. Paths.Select(path => new StoredPathPermissions(path.Key, path.Value.ToList()))],
        Includes,
        LockingPrincipal);
}
