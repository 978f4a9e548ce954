using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>Set the value of a topic (rule TOPIC-30). The answer is empty.</summary>
/// <param name="Path">The topic path.</param>
/// <param name="Type">The topic type that the value's data type belongs to.</param>
/// <param name="Value">The data type's own bytes.</param>
/// <param name="Constraint">What must hold for the update to happen.</param>
public readonly record struct SetTopicRequest(string Path, TopicTypeCode Type, ReadOnlyMemory<byte> Value, UpdateConstraint Constraint) : IWireMessage<SetTopicRequest>
{
    /// <inheritdoc/>
    public static SetTopicRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadString(),
        (TopicTypeCode)reader.ReadByte(),
        reader.ReadBytes(),
        UpdateConstraint.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteByte((byte)Type);
        writer.WriteBytes(Value.Span);
        Constraint.WriteTo(writer);
    }
}
