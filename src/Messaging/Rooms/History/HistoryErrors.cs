using Messaging.Diagnostics;

namespace Messaging.Rooms.History;

/// <summary>What can go wrong with one message of a room's history, in words.</summary>
internal static class HistoryErrors
{
    public static MessagingException NotFound(string path, long sequence) => new(
        MessagingErrorCode.MessageNotFound,
        $"There is no message {sequence} in the room at '{path}': it never was, or the server does not retain it any more. "
        + "A message has the sequence number of the event that posted it; that of an edit is another one.");

    public static MessagingException Removed(string path, long sequence) => new(
        MessagingErrorCode.MessageNotFound, $"The message {sequence} in the room at '{path}' was removed.");

    public static MessagingException NoMessage(string path, long sequence, string problem) => new(
        MessagingErrorCode.MessageNotFound,
        $"What is at {sequence} in the room at '{path}' is no message that could be edited. {problem} It can be removed.");

    public static MessagingException MayNotEdit(long sequence, bool isOwn, Refusal refusal, MessagingException cause) => Refused(
        $"edit or remove the message {sequence} in the room at '{refusal.Path}', which is {(isOwn ? "its own" : "not its own")}", refusal, cause);

    public static MessagingException MayNotReadTrail(long sequence, Refusal refusal, MessagingException cause) => Refused(
        $"read what edits have replaced of the message {sequence} in the room at '{refusal.Path}'", refusal, cause);

    private static MessagingException Refused(string what, Refusal refusal, MessagingException cause) => new(
        MessagingErrorCode.NotPermitted,
        $"The principal may not {what}. {refusal.Need} Ask the server's administrator for it. "
        + $"({ShownText.Words(cause.InnerException?.Message ?? cause.Message)})",
        innerException: cause)
    {
        Permission = refusal.Permission,
        Path = refusal.Permission is null ? null : refusal.Path,
    };
}
