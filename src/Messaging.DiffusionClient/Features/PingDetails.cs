using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Features;

internal sealed record PingDetails(DateTimeOffset Timestamp, TimeSpan RoundTripTimeSpan) : IPingDetails;
