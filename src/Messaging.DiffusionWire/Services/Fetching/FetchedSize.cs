using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Fetching;

/// <summary>The sizes of a fetched topic's values (rule TOPIC-38). All zero if they were not asked for.</summary>
/// <param name="Value">Bytes of the current value.</param>
/// <param name="Count">How many values the topic keeps: one, or the events of a time series.</param>
/// <param name="Total">Bytes of all of them.</param>
public readonly record struct FetchedSize(int Value, int Count, long Total) : IWireMessage<FetchedSize>
{
    private const byte NoneKind = 0;
    private const byte SingleKind = 1;
    private const byte SeriesKind = 2;

    /// <summary>The sizes of a topic that keeps one value.</summary>
    /// <param name="size">Bytes of the value.</param>
    /// <returns>The sizes.</returns>
    public static FetchedSize Single(int size) => new(size, 1, size);

    /// <inheritdoc/>
    public static FetchedSize ReadFrom(ref WireReader reader)
    {
        byte kind = reader.ReadByte();
        return kind switch
        {
            NoneKind => default,
            SingleKind => Single(reader.ReadVarInt32()),
            SeriesKind => new FetchedSize(reader.ReadVarInt32(), reader.ReadVarInt32(), reader.ReadVarInt64()),
            _ => throw reader.Malformed($"unknown kind of size {kind}"),
        };
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        if (this == default)
        {
            writer.WriteByte(NoneKind);
        }
        else if (this == Single(Value))
        {
            writer.WriteByte(SingleKind);
            writer.WriteVarInt32(Value);
        }
        else
        {
            writer.WriteByte(SeriesKind);
            writer.WriteVarInt32(Value);
            writer.WriteVarInt32(Count);
            writer.WriteVarInt64(Total);
        }
    }
}
