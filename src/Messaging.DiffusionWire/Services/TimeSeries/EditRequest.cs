using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>
/// Append an edit that overrides an original event (rule TOPIC-74). The answer is the edit's own <see cref="Values.EventMetadata"/>.
/// </summary>
/// <param name="Path">The topic path.</param>
/// <param name="ValueType">The name of the value's data type (rule TOPIC-72).</param>
/// <param name="OriginalSequence">The sequence number of the original event.</param>
/// <param name="Value">The data type's own bytes.</param>
public readonly record struct EditRequest(string Path, string ValueType, long OriginalSequence, ReadOnlyMemory<byte> Value)
    : IWireMessage<EditRequest>
{
    /// <inheritdoc/>
    public static EditRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadVarInt64(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteVarInt64(OriginalSequence);
        writer.WriteBytes(Value.Span);
    }
}
