using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>What the server says of an event of a time series (rule TOPIC-70).</summary>
/// <param name="Sequence">The number of the event in its series, from 0; each is one more than that before it.</param>
/// <param name="Timestamp">When the server added it, or when the one who appended says that it happened: milliseconds since 1970-01-01 UTC.</param>
/// <param name="Author">The principal of the session that made it; empty if that was anonymous.</param>
public readonly record struct EventMetadata(long Sequence, long Timestamp, string Author) : IWireMessage<EventMetadata>
{
    /// <inheritdoc/>
    public static bool HoldsSlices => false;

    /// <inheritdoc/>
    public static EventMetadata ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarInt64(), reader.ReadVarInt64(), reader.ReadRecurringString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt64(Sequence);
        writer.WriteVarInt64(Timestamp);
        writer.WriteString(Author);
    }
}
