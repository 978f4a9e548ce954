using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.TimeSeries;

/// <summary>Makes the bare value out of the bytes of an event (TOPIC-72).</summary>
internal sealed class EventValueReader<TValue>(ValueReader<TValue> reader) : ValueReader<TValue>
{
    public override bool CanRead(TopicTypeCode type) => type == TopicTypeCode.TimeSeries;

    public override TValue Read(ReadOnlyMemory<byte> bytes)
    {
        WireReader wire = new(bytes);
        return reader.Read(TimeSeriesEvent.ReadFrom(ref wire).Value);
    }
}
