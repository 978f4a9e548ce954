namespace Messaging.Testing;

/// <summary>What goes wrong in a fake room by itself, with the codes of the real one.</summary>
internal static class FakeErrors
{
    public static MessagingException NotSent(string path, string why) => new(
        MessagingErrorCode.NotSent, $"The message is not in the room at '{path}': {why}.");

    public static MessagingException OutboxFull(int capacity) => new(
        MessagingErrorCode.OutboxFull,
        $"The message was not sent: {capacity} wait already ({nameof(MessagingOptions)}.{nameof(MessagingOptions.OutboxCapacity)}).",
        isTransient: true);

    public static MessagingException NotFound(string path, long sequence) => new(
        MessagingErrorCode.MessageNotFound, $"There is no message {sequence} in the room at '{path}', or it was removed, or it is no message.");

    public static MessagingException KindMismatch(string path, RoomKind kind) => new(
        MessagingErrorCode.RoomKindMismatch, $"The room at '{path}' is of the kind {kind}, and cannot be joined as another one.");
}
