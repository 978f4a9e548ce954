namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>A message with what the product's own has.</summary>
internal sealed class StandInMessage
{
    public string? Text { get; set; }

    public string? Name { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    public Guid Id { get; set; }
}
