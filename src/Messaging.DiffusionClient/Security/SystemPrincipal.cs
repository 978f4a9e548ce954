using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Security;

internal sealed record SystemPrincipal(string Name, IReadOnlyCollection<string> AssignedRoles, string? LockingPrincipal) : ISystemPrincipal;
