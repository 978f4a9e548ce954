using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>A message that is ready to be sent, and what its sender will be told. Immutable.</summary>
/// <param name="Text">The text.</param>
/// <param name="Name">The sender's name.</param>
/// <param name="Receipt">What is known before the server has answered.</param>
/// <param name="HasGivenId">Whether the caller gave the id: then an earlier try may have posted the message already.</param>
internal sealed record OutgoingMessage(string Text, string Name, SendReceipt Receipt, bool HasGivenId)
{
    public MessageId Id => Receipt.Id;

    /// <summary>Puts the message on the wire, the same each time.</summary>
    /// <returns><see langword="null"/>: there is no such topic.</returns>
    public async Task<SendReceipt?> TryPostAsync(RoomTopic topic, ITopicSession session, CancellationToken cancellationToken)
    {
        // Not kept: messages may wait by the thousand.
        string json = MessagePayload.Write(Text, Name, Receipt.Timestamp, Receipt.Id);
        if (topic.Kind == RoomKind.Live)
        {
            bool isSet = await session.TrySetJsonAsync(topic.Path, json, cancellationToken).ConfigureAwait(false);
            return isSet ? Receipt : null;
        }

        EventMetadata? appended = await session.TryAppendJsonAsync(topic.Path, json, cancellationToken).ConfigureAwait(false);
        return appended is null ? null : Receipt with { Event = appended };
    }
}
