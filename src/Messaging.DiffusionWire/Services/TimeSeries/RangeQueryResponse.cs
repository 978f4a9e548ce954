using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>The events of a range query (rule TOPIC-78).</summary>
/// <param name="ValueType">The name of the data type of the events' values.</param>
/// <param name="SelectedCount">How many events the query selects; more than there are in <paramref name="Events"/> if a limit cut them off.</param>
/// <param name="Events">The events, in the order of the query's kind.</param>
public sealed record RangeQueryResponse(string ValueType, long SelectedCount, IReadOnlyList<TimeSeriesEvent> Events)
    : IWireMessage<RangeQueryResponse>
{
    private const int SmallestEvent = 5;

    /// <inheritdoc/>
    public static RangeQueryResponse ReadFrom(ref WireReader reader)
    {
        string valueType = reader.ReadString();
        long selectedCount = reader.ReadVarInt64();
        TimeSeriesEvent[] events = new TimeSeriesEvent[reader.ReadCount(SmallestEvent)];
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = TimeSeriesEvent.ReadFrom(ref reader);
        }

        return new RangeQueryResponse(valueType, selectedCount, events);
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(ValueType);
        writer.WriteVarInt64(SelectedCount);
        writer.WriteVarInt32(Events.Count);
        foreach (TimeSeriesEvent timeSeriesEvent in Events)
        {
            timeSeriesEvent.WriteTo(writer);
        }
    }
}
