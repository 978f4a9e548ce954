using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.DiffusionClient.TimeSeries;

/// <summary>Makes an event out of its bytes (TOPIC-71, TOPIC-72).</summary>
internal sealed class EventReader<TValue>(ValueReader<TValue> reader) : ValueReader<IEvent<TValue>>
{
    public override bool CanRead(TopicTypeCode type) => type == TopicTypeCode.TimeSeries;

    public override IEvent<TValue> Read(ReadOnlyMemory<byte> bytes)
    {
        WireReader wire = new(bytes);
        return Event<TValue>.Of(TimeSeriesEvent.ReadFrom(ref wire), reader);
    }
}
