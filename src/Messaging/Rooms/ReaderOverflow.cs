namespace Messaging;

/// <summary>What happens when a reader's buffer is full because the reader is slower than the room.</summary>
/// <remarks>Whatever the rule: other readers, the session and the room never wait for a slow reader.</remarks>
public enum ReaderOverflow
{
    /// <summary>
    /// The oldest events in the buffer are dropped; when the reader comes to that place, what they did to the room is
    /// fetched from its history, as far as the server still has it. What it has no more is shown as a <see cref="Gap"/>. A
    /// <see cref="RoomKind.Live"/> room has no history: this is the same as <see cref="DropOldest"/>.
    /// </summary>
    DropAndRepair = 0,

    /// <summary>The oldest events in the buffer are dropped, and a <see cref="Gap"/> stands in their place.</summary>
    DropOldest = 1,

    /// <summary>
    /// The enumeration ends with a <see cref="MessagingException"/> of the code <see cref="MessagingErrorCode.ReaderTooSlow"/>,
    /// after the events that are in the buffer.
    /// </summary>
    Fail = 2,
}
