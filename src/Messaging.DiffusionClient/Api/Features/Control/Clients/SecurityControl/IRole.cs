#nullable disable
using PushTechnology.ClientInterface.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;

/// <summary>A role of the security store.</summary>
public interface IRole
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>What it permits anywhere, without the roles it includes.</summary>
    IReadOnlyCollection<GlobalPermission> GlobalPermissions { get; }

    /// <summary>What it permits at paths that nothing else is said about.</summary>
    IReadOnlyCollection<PathPermission> DefaultPathPermissions { get; }

    /// <summary>What it permits at a path and below it.</summary>
    IReadOnlyDictionary<string, IReadOnlyCollection<PathPermission>> PathPermissions { get; }

    /// <summary>The roles it includes.</summary>
    IReadOnlyCollection<string> IncludedRoles { get; }

    /// <summary>The only principal that may change it; null if any may that may change the store.</summary>
    string LockingPrincipal { get; }
}
