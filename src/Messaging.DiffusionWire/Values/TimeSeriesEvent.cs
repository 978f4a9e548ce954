using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>
/// An event of a time series (rule TOPIC-71): an original, or an edit that overrides one. Its bytes are the value of a time
/// series topic in value frames, deltas and fetches (rule TOPIC-72).
/// </summary>
/// <param name="Metadata">The event's own metadata.</param>
/// <param name="Original">The metadata of the original event if this is an edit; null if this is an original.</param>
/// <param name="Value">The bytes of the value, by the event value type of the topic.</param>
public readonly record struct TimeSeriesEvent(EventMetadata Metadata, EventMetadata? Original, ReadOnlyMemory<byte> Value)
    : IWireMessage<TimeSeriesEvent>
{
    private const byte OriginalKind = 0x00;
    private const byte EditKind = 0x01;

    /// <summary>Whether this is an edit.</summary>
    public bool IsEdit => Original is not null;

    /// <summary>The sequence number of the original event: this one's own, or that of the event that it overrides.</summary>
    public long OriginalSequence => Original?.Sequence ?? Metadata.Sequence;

    /// <inheritdoc/>
    public static TimeSeriesEvent ReadFrom(ref WireReader reader)
    {
        byte kind = reader.ReadByte();
        if (kind is not (OriginalKind or EditKind))
        {
            throw reader.Malformed($"an event of the kind {kind}");
        }

        EventMetadata? original = kind == EditKind ? EventMetadata.ReadFrom(ref reader) : null;
        return new TimeSeriesEvent(EventMetadata.ReadFrom(ref reader), original, reader.ReadBytes());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte(IsEdit ? EditKind : OriginalKind);
        Original?.WriteTo(writer);
        Metadata.WriteTo(writer);
        writer.WriteBytes(Value.Span);
    }
}
