using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.DiffusionClient.TimeSeries;

/// <summary>An event whose value has been read (TOPIC-71). Equal to any other with the same value and metadata.</summary>
internal sealed record Event<TValue>(TValue Value, IEventMetadata Metadata, IEventMetadata OriginalMetadata) : IEvent<TValue>
{
    public bool IsEditEvent => !ReferenceEquals(Metadata, OriginalMetadata);

    /// <summary>Reads the value.</summary>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public static Event<TValue> Of(in TimeSeriesEvent wire, ValueReader<TValue> reader)
    {
        Metadata metadata = TimeSeries.Metadata.Of(wire.Metadata);
        Metadata original = wire.Original is { } edited ? TimeSeries.Metadata.Of(edited) : metadata;
        return new Event<TValue>(reader.Read(wire.Value), metadata, original);
    }
}
