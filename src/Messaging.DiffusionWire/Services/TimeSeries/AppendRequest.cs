using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>Append an event to a time series (rule TOPIC-73). The answer is the event's <see cref="Values.EventMetadata"/>.</summary>
/// <param name="Path">The topic path.</param>
/// <param name="ValueType">The name of the value's data type (rule TOPIC-72).</param>
/// <param name="Value">The data type's own bytes.</param>
public readonly record struct AppendRequest(string Path, string ValueType, ReadOnlyMemory<byte> Value) : IWireMessage<AppendRequest>
{
    /// <inheritdoc/>
    public static AppendRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
