using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>Query a range of a time series (rule TOPIC-76). The answer is a <see cref="RangeQueryResponse"/>.</summary>
/// <param name="Path">The topic path.</param>
/// <param name="Kind">What to return.</param>
/// <param name="ViewRange">Which original events are of interest.</param>
/// <param name="EditRange">Which events may be in the result.</param>
/// <param name="Limit">The most events to return, the latest ones if there are more.</param>
public readonly record struct RangeQueryRequest(string Path, RangeQueryKind Kind, EventRange ViewRange, EventRange EditRange, long Limit)
    : IWireMessage<RangeQueryRequest>
{
    /// <summary>The limit of a query that sets none: 2^53 - 1, the largest integer of JavaScript.</summary>
    public const long NoLimit = 9007199254740991;

    /// <inheritdoc/>
    public static RangeQueryRequest ReadFrom(ref WireReader reader)
    {
        string path = reader.ReadString();
        RangeQueryKind kind = (RangeQueryKind)reader.ReadByte();
        return kind <= RangeQueryKind.LatestEdits
            ? new RangeQueryRequest(path, kind, EventRange.ReadFrom(ref reader), EventRange.ReadFrom(ref reader), reader.ReadVarInt64())
            : throw reader.Malformed($"a range query of the kind {(byte)kind}");
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteByte((byte)Kind);
        ViewRange.WriteTo(writer);
        EditRange.WriteTo(writer);
        writer.WriteVarInt64(Limit);
    }
}
