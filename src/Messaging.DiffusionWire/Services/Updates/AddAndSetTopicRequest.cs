using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>Create a topic if it is missing, and set its value (rule TOPIC-31). The answer is that of adding a topic.</summary>
/// <param name="Path">The topic path.</param>
/// <param name="Specification">Type and properties.</param>
/// <param name="Value">The data type's own bytes.</param>
/// <param name="Constraint">What must hold for the update to happen.</param>
public readonly record struct AddAndSetTopicRequest(string Path, TopicSpecification Specification, ReadOnlyMemory<byte> Value, UpdateConstraint Constraint) : IWireMessage<AddAndSetTopicRequest>
{
    /// <inheritdoc/>
    public static AddAndSetTopicRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadString(),
        TopicSpecification.ReadFrom(ref reader),
        reader.ReadBytes(),
        UpdateConstraint.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        Specification.WriteTo(writer);
        writer.WriteBytes(Value.Span);
        Constraint.WriteTo(writer);
    }
}
