#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>What the system authentication store does with anonymous sessions.</summary>
public enum AnonymousConnectionAction
{
    /// <summary>Lets them in.</summary>
    ALLOW,

    /// <summary>Keeps them out.</summary>
    DENY,

    /// <summary>Leaves them to the next authenticator.</summary>
    ABSTAIN,
}
