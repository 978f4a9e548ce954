namespace Messaging.Rooms.Sending;

/// <summary>What can become of a message that is not accepted, in words. Each says whether it may be in the room.</summary>
internal static class SendErrors
{
    public static MessagingException OutboxFull(int capacity) => new(
        MessagingErrorCode.OutboxFull,
        $"The message was not sent: {capacity} wait already, in all rooms of the client "
        + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.OutboxCapacity)}). Try again when some of them were sent.",
        isTransient: true);

    public static MessagingException TooLate(string path, TimeSpan limit, ConnectionStatus status) => new(
        MessagingErrorCode.NotSent,
        $"The message is not in the room at '{path}': it could not be sent within {limit} "
        + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.SendTimeout)}). The client is {status.State} since {status.Since:O}. "
        + "Send it again when it is connected.",
        isTransient: true,
        status.Error);

    public static MessagingException TopicRemovedAgain(string path) => new(
        MessagingErrorCode.ServerError,
        $"The topic '{path}' was removed again as soon as it was created; the message was not accepted. Find out who removes it, "
        + "and try again.",
        isTransient: true);

    public static MessagingException Overtaken(string path) => new(
        MessagingErrorCode.NotSent,
        $"The message is not in the room at '{path}': the server did not take it when it was sent, and a later message of this client "
        + "is there already. Send it again if it may come behind that.",
        isTransient: true);

    public static MessagingException OtherUser(string path) => new(
        MessagingErrorCode.NotSent,
        $"The message is not in the room at '{path}': the client has become another user while it waited, and it would be that user's. Send it "
        + "again if it may be.",
        isTransient: true);

    public static MessagingException Left(string path) => new(
        MessagingErrorCode.NotSent, $"The message is not in the room at '{path}': the room was left before it could be sent.");

    public static MessagingException Discarded(string path) => new(
        MessagingErrorCode.NotSent, $"The message is not in the room at '{path}': it was discarded before it was sent.");

    public static MessagingException Disposed(string path) => new(
        MessagingErrorCode.NotSent, $"The message is not in the room at '{path}': the client was disposed before it could be sent.");

    public static MessagingException Closed(string path, MessagingException why) => new(
        MessagingErrorCode.NotSent,
        $"The message is not in the room at '{path}': the client was closed before it could be sent. {why.Message}",
        innerException: why);

    /// <summary>It may be in the room.</summary>
    /// <param name="path">The room's topic.</param>
    /// <param name="cause">What left it open.</param>
    /// <param name="whyNotKnown">Why it could not be found out, as a sentence.</param>
    /// <param name="obstacle">The error that was in the way, if there is one.</param>
    public static MessagingException Unknown(string path, MessagingException cause, string whyNotKnown, Exception? obstacle = null) => new(
        cause.Code,
        $"Whether the message is in the room at '{path}' is unknown. {cause.Message} {whyNotKnown}",
        isTransient: true,
        obstacle ?? cause)
    {
        IsOutcomeUnknown = true,
    };

    public static OperationCanceledException TakenBack(string path, CancellationToken token) =>
        new($"The message was taken back before it was sent; it is not in the room at '{path}'.", token);

    /// <summary>The caller gave up a message that may be in the room, which the inner exception says.</summary>
    public static OperationCanceledException GivenUp(string path, MessagingException? cause, CancellationToken token)
    {
        cause ??= new MessagingException(
            MessagingErrorCode.Timeout, "The caller did not wait for the server's answer.", isTransient: true);
        MessagingException unknown = Unknown(path, cause, "Look at the room to see whether it is there.");
        return new OperationCanceledException(unknown.Message, unknown, token);
    }

    public static OperationCanceledException LeftToOthers(MessageId id, CancellationToken token) =>
        new($"The message {id} goes on being sent: others wait for it, too.", token);
}
