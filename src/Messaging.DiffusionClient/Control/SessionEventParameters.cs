using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Control;

internal sealed record SessionEventParameters(string? Filter, IReadOnlyCollection<string> Properties, DateTimeOffset? After)
    : ISessionEventParameters;
