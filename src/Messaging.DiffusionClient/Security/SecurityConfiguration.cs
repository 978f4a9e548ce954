using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;

namespace Messaging.DiffusionClient.Security;

internal sealed class SecurityConfiguration(SecurityResponse response) : ISecurityConfiguration
{
    public IReadOnlyCollection<string> RolesForAnonymousSessions => response.AnonymousRoles;

    public IReadOnlyCollection<string> RolesForNamedSessions => response.NamedRoles;

    public IReadOnlyList<IRole> Roles { get; } = [.. response.Roles.Select(role => new Role(role))];

    public IReadOnlyCollection<string> IsolatedPaths => response.IsolatedPaths;
}
