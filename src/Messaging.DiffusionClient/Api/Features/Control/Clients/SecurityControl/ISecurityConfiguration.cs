#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;

/// <summary>What the security store held at one moment.</summary>
public interface ISecurityConfiguration
{
    /// <summary>The roles that anonymous sessions get on top of those of their authentication.</summary>
    IReadOnlyCollection<string> RolesForAnonymousSessions { get; }

    /// <summary>The roles that sessions with a principal get on top of those of their authentication.</summary>
    IReadOnlyCollection<string> RolesForNamedSessions { get; }

    /// <summary>The roles.</summary>
    IReadOnlyList<IRole> Roles { get; }

    /// <summary>The paths at which inheritance ends.</summary>
    IReadOnlyCollection<string> IsolatedPaths { get; }
}
