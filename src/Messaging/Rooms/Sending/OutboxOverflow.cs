namespace Messaging;

/// <summary>What happens to a message that would have to wait when <see cref="MessagingOptions.OutboxCapacity"/> are waiting.</summary>
public enum OutboxOverflow
{
    /// <summary>
    /// The new message is refused: <see cref="IChatRoom.SendAsync"/> fails at once with
    /// <see cref="MessagingErrorCode.OutboxFull"/>, and those that wait keep their places.
    /// </summary>
    RejectNewest = 0,
}
