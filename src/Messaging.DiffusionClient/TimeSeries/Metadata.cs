using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.DiffusionClient.TimeSeries;

/// <summary>The wire's metadata behind the public interface (TOPIC-70).</summary>
internal sealed record Metadata(long Sequence, long Timestamp, string Author) : IEventMetadata
{
    public static Metadata Of(in EventMetadata wire) => new(wire.Sequence, wire.Timestamp, wire.Author);
}
