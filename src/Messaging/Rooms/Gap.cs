namespace Messaging;

/// <summary>Here the stream is, or may be, incomplete, and the room's history could not complete it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="MissedCount">How many events are missing; <see langword="null"/> when nobody can say.</param>
public sealed record Gap(GapReason Reason, long? MissedCount = null) : RoomEvent
{
    /// <summary>The sequence number of the last event before the gap; <see langword="null"/> in a live room, and when there was none.</summary>
    public long? After { get; init; }

    /// <summary>The sequence number of the first event behind the gap; <see langword="null"/> in a live room, and when it is not known.</summary>
    public long? Before { get; init; }
}
