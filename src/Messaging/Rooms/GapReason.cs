namespace Messaging;

/// <summary>Why a reader's stream is, or may be, incomplete.</summary>
public enum GapReason
{
    /// <summary>
    /// The reader did not keep up: its buffer was full and the oldest events in it were dropped.
    /// <see cref="Gap.MissedCount"/> says how many.
    /// </summary>
    ReaderTooSlow = 0,

    /// <summary>
    /// The session was lost and another one took its place. Messages posted in between may be missing.
    /// </summary>
    SessionReplaced = 1,

    /// <summary>
    /// The server ended the subscription by a rule of its own. Nothing more comes until the server restores it, or the room is
    /// joined again after all of the client's handles of it were left. Or the connection came back with a loss and the server did
    /// not confirm the subscription; then the room asks again by itself. <see cref="RoomStatus.Error"/> says which.
    /// </summary>
    SubscriptionEnded = 2,

    /// <summary>The server does not retain the events any more from which the reader asked to start.</summary>
    NotRetained = 3,

    /// <summary>The sequence numbers show that the server did not deliver some events.</summary>
    EventsLost = 4,

    /// <summary>
    /// The room's topic was removed and is a new one now, with sequence numbers from 0: what was read before is gone from
    /// the server.
    /// </summary>
    RoomRecreated = 5,

    /// <summary>
    /// The principal may not read the room: it never had the permission <c>READ_TOPIC</c>, somebody took that from it, or the client
    /// has another user now. Nothing comes until it may; then the reader goes on by itself.
    /// </summary>
    NotPermitted = 6,

    /// <summary>
    /// The connection was lost and came back with the same session, but the server could not send again what was missed in between.
    /// </summary>
    SubscriptionRefreshed = 7,
}
