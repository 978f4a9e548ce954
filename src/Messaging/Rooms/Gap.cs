namespace Messaging;

/// <summary>Here the stream is, or may be, incomplete.</summary>
/// <param name="Reason">Why.</param>
/// <param name="MissedCount">How many events are missing; <see langword="null"/> when nobody can say.</param>
public sealed record Gap(GapReason Reason, long? MissedCount = null) : RoomEvent;
