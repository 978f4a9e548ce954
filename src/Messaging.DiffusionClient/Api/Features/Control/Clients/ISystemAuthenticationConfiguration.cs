#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>What the system authentication store held at one moment.</summary>
public interface ISystemAuthenticationConfiguration
{
    /// <summary>The principals.</summary>
    IReadOnlyCollection<ISystemPrincipal> Principals { get; }

    /// <summary>What happens to anonymous sessions.</summary>
    AnonymousConnectionAction AnonymousAction { get; }

    /// <summary>The roles of anonymous sessions, if they are allowed.</summary>
    IReadOnlyCollection<string> AnonymousRoles { get; }

    /// <summary>The session properties that clients may propose, and which values are accepted.</summary>
    IReadOnlyDictionary<string, ISessionPropertyValidation> TrustedClientProposedProperties { get; }
}
