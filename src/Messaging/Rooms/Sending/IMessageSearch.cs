using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>Looks in a room whether messages are there of which nobody has said so.</summary>
internal interface IMessageSearch
{
    /// <summary>What is known of the room now, without asking. Cheap.</summary>
    RoomMark Mark();

    /// <summary>
    /// Looks for the first of the messages, and for as many of the others as the same answer tells of. A session's requests are
    /// handled in their order, so the answer knows of all that were sent on it before.
    /// </summary>
    /// <param name="session">The session to ask.</param>
    /// <param name="messages">The messages in their order, one at least.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it has shown, in the order of the messages; fewer when it tells nothing of the others.</returns>
    /// <exception cref="MessagingException">The server could not be asked.</exception>
    Task<IReadOnlyList<SearchResult>> SearchAsync(
        ITopicSession session, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken);

    /// <summary>Looks for what a try of an earlier call has posted, of which nothing is known here.</summary>
    /// <returns>Its receipt; <see langword="null"/> when there is none among the latest messages.</returns>
    Task<SendReceipt?> FindEarlierAsync(ITopicSession session, OutgoingMessage message, CancellationToken cancellationToken);
}
