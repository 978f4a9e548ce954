#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>A principal of the system authentication store.</summary>
public interface ISystemPrincipal
{
    /// <summary>Who.</summary>
    string Name { get; }

    /// <summary>The roles of its sessions.</summary>
    IReadOnlyCollection<string> AssignedRoles { get; }

    /// <summary>The only principal that may change it; null if any may that may change the store.</summary>
    string LockingPrincipal { get; }
}
