using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>A topic is subscribed: its values come with this id from now on (rule TOPIC-13). The answer is empty.</summary>
/// <param name="TopicId">Any 32-bit number; unique among the session's subscribed topics.</param>
/// <param name="Path">The topic path.</param>
/// <param name="Specification">Type and properties.</param>
public readonly record struct SubscriptionNotification(int TopicId, string Path, TopicSpecification Specification) : IWireMessage<SubscriptionNotification>
{
    /// <inheritdoc/>
    public static SubscriptionNotification ReadFrom(ref WireReader reader) => new(reader.ReadVarInt32(), reader.ReadString(), TopicSpecification.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(TopicId);
        writer.WriteString(Path);
        Specification.WriteTo(writer);
    }
}
