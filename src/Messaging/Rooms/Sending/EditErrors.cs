namespace Messaging.Rooms.Sending;

/// <summary>What can become of an edit or a removal that is not accepted, in words. Each says whether it may have been made.</summary>
internal static class EditErrors
{
    public static MessagingException Unknown(string path, long sequence, MessagingException cause, string whyNotKnown, Exception? obstacle = null) => new(
        cause.Code,
        $"Whether the message {sequence} in the room at '{path}' was changed is unknown. {cause.Message} {whyNotKnown}",
        isTransient: true,
        obstacle ?? cause)
    {
        IsOutcomeUnknown = true,
    };

    public static MessagingException NotMade(string path, long sequence, string why, Exception? cause = null) => new(
        MessagingErrorCode.NotSent,
        $"The message {sequence} in the room at '{path}' was not changed: {why}",
        isTransient: true,
        cause);

    public static OperationCanceledException GivenUp(string path, long sequence, MessagingException cause, CancellationToken token)
    {
        MessagingException unknown = Unknown(path, sequence, cause, "Look at the room to see how it stands.");
        return new OperationCanceledException(unknown.Message, unknown, token);
    }
}
