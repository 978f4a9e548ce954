using System.Collections.Immutable;
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
}
