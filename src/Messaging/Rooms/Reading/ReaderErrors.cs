namespace Messaging.Rooms.Reading;

/// <summary>What ends a reader, in words.</summary>
internal static class ReaderErrors
{
    /// <summary>The buffer is full, and <see cref="ReaderOverflow.Fail"/> says that this is the end.</summary>
    public static MessagingException TooSlow(string topicPath, int capacity) => new(
        MessagingErrorCode.ReaderTooSlow,
        $"A reader of '{topicPath}' did not keep up: its buffer of {capacity} events is full. "
        + $"Read again, and faster, or choose another {nameof(RoomOptions)}.{nameof(RoomOptions.Overflow)}.",
        isTransient: true);
}
