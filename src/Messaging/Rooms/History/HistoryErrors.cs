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

    public static MessagingException MayNotEdit(string path, long sequence, bool isOwn, MessagingException refusal) => new(
        MessagingErrorCode.NotPermitted,
        $"The principal may not edit or remove the message {sequence} in the room at '{path}', which is "
        + $"{(isOwn ? "its own" : "not its own")}. Besides UPDATE_TOPIC that takes the permission EDIT_OWN_TIME_SERIES_EVENTS on "
        + $"the path '{path}' for its own messages, EDIT_TIME_SERIES_EVENTS for everybody's. Ask the server's administrator for "
        + $"it. ({refusal.InnerException?.Message ?? refusal.Message})",
        innerException: refusal)
    {
        Permission = isOwn ? "EDIT_OWN_TIME_SERIES_EVENTS" : refusal.Permission,
        Path = path,
    };

    public static MessagingException MayNotReadTrail(string path, long sequence, MessagingException refusal) => new(
        MessagingErrorCode.NotPermitted,
        $"The principal may not read what edits have replaced of the message {sequence} in the room at '{path}'. That takes the "
        + $"permission QUERY_OBSOLETE_TIME_SERIES_EVENTS on the path '{path}'. Ask the server's administrator for it. "
        + $"({refusal.InnerException?.Message ?? refusal.Message})",
        innerException: refusal)
    {
        Permission = refusal.Permission,
        Path = path,
    };
}
