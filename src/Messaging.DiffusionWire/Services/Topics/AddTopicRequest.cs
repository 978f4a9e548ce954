using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Create a topic (rule TOPIC-05).</summary>
/// <param name="Path">The topic path, sent as it is.</param>
/// <param name="Specification">Type and properties.</param>
public readonly record struct AddTopicRequest(string Path, TopicSpecification Specification) : IWireMessage<AddTopicRequest>
{
    /// <inheritdoc/>
    public static AddTopicRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), TopicSpecification.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        Specification.WriteTo(writer);
    }
}
