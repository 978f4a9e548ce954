using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>
/// Append an event with a time of the sender's choice (rule TOPIC-73). The answer is the event's <see cref="Values.EventMetadata"/>.
/// </summary>
/// <param name="Path">The topic path.</param>
/// <param name="ValueType">The name of the value's data type (rule TOPIC-72).</param>
/// <param name="Value">The data type's own bytes.</param>
/// <param name="Timestamp">When the event happened: milliseconds since 1970-01-01 UTC.</param>
public readonly record struct AppendWithTimestampRequest(string Path, string ValueType, ReadOnlyMemory<byte> Value, long Timestamp)
    : IWireMessage<AppendWithTimestampRequest>
{
    /// <inheritdoc/>
    public static AppendWithTimestampRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadBytes(), reader.ReadVarInt64());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
        writer.WriteVarInt64(Timestamp);
    }
}
