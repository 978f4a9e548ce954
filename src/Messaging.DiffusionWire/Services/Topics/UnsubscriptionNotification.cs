using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>A topic is no longer subscribed, and its id is free (rule TOPIC-14). The answer is empty.</summary>
/// <param name="TopicId">The id that the subscription notification gave it.</param>
/// <param name="Reason">Why. Read as it comes: it may be a number without a name.</param>
public readonly record struct UnsubscriptionNotification(int TopicId, UnsubscriptionReason Reason) : IWireMessage<UnsubscriptionNotification>
{
    /// <inheritdoc/>
    public static UnsubscriptionNotification ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarInt32(), (UnsubscriptionReason)reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(TopicId);
        writer.WriteVarInt32((int)Reason);
    }
}
