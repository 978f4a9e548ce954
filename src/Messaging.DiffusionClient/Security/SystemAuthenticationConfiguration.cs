using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using AnonymousConnectionAction = PushTechnology.ClientInterface.Client.Features.Control.Clients.AnonymousConnectionAction;

namespace Messaging.DiffusionClient.Security;

internal sealed class SystemAuthenticationConfiguration(SystemAuthenticationResponse response) : ISystemAuthenticationConfiguration
{
    public IReadOnlyCollection<ISystemPrincipal> Principals { get; } =
        [.. response.Principals.Select(principal => new SystemPrincipal(principal.Name, principal.Roles, principal.LockingPrincipal))];

    public AnonymousConnectionAction AnonymousAction { get; } = (AnonymousConnectionAction)response.AnonymousAction;

    public IReadOnlyCollection<string> AnonymousRoles => response.AnonymousRoles;

    public IReadOnlyDictionary<string, ISessionPropertyValidation> TrustedClientProposedProperties { get; } = Mapping.Of(
        response.TrustedProperties, property => property.Name, property => (ISessionPropertyValidation)SessionPropertyValidation.Of(property.Validation));
}
