using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>A range of a time series: from an anchor, over a span that may lead either way (rules TOPIC-77, TOPIC-79).</summary>
/// <param name="Anchor">How the anchor is given.</param>
/// <param name="AnchorValue">A sequence number, a count or milliseconds, by the kind.</param>
/// <param name="Span">How the other end is given.</param>
/// <param name="SpanValue">A sequence number, a count or milliseconds, by the kind.</param>
public readonly record struct EventRange(RangeAnchorKind Anchor, long AnchorValue, RangeSpanKind Span, long SpanValue)
    : IWireMessage<EventRange>
{
    /// <summary>The whole series: from its start until its end.</summary>
    public static EventRange All { get; } = new(RangeAnchorKind.Start, 0, RangeSpanKind.LastCount, 0);

    /// <inheritdoc/>
    public static EventRange ReadFrom(ref WireReader reader)
    {
        long anchorValue = reader.ReadVarInt64();
        RangeAnchorKind anchor = (RangeAnchorKind)reader.ReadByte();
        long spanValue = reader.ReadVarInt64();
        RangeSpanKind span = (RangeSpanKind)reader.ReadByte();
        return anchor <= RangeAnchorKind.LastMilliseconds && span <= RangeSpanKind.PreviousMilliseconds
            ? new EventRange(anchor, anchorValue, span, spanValue)
            : throw reader.Malformed($"a range with an anchor of the kind {(byte)anchor} and a span of the kind {(byte)span}");
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt64(AnchorValue);
        writer.WriteByte((byte)Anchor);
        writer.WriteVarInt64(SpanValue);
        writer.WriteByte((byte)Span);
    }
}
