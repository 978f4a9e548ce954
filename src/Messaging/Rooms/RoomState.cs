namespace Messaging;

/// <summary>The states of a joined room.</summary>
/// <remarks>
/// <c>Joined ⇄ Interrupted</c>; <c>Failed</c> when the room could not be joined again, and from there back when a later session, or
/// joining it once more, succeeds; <c>Closed</c> from each of them. <c>Closed</c> is final.
/// </remarks>
public enum RoomState
{
    /// <summary>The room is subscribed on a session that has its connection: what is posted reaches the readers.</summary>
    Joined = 0,

    /// <summary>
    /// Nothing comes at the moment: the connection is lost, or the server ended the subscription, or did not confirm it after a
    /// loss, or the principal may not read the room any more. The room comes back by itself when that is over. <see cref="RoomStatus.Error"/> is the cause.
    /// </summary>
    Interrupted = 1,

    /// <summary>
    /// The room could not be joined again after its session was replaced, and its readers have ended. The next session tries again,
    /// and so does joining the room once more. <see cref="RoomStatus.Error"/> is the cause.
    /// </summary>
    Failed = 2,

    /// <summary>The handle was left or disposed, or its client was closed. Final.</summary>
    Closed = 3,
}
