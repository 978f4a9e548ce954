namespace Messaging.Rooms.Reading;

/// <summary>Where a feed stands.</summary>
/// <param name="Latest">The latest event; what comes next counts on from it.</param>
/// <param name="Held">The message that the topic holds; <see langword="null"/> when it holds none.</param>
/// <param name="End">Why nothing comes at the moment; <see langword="null"/> when something may.</param>
internal readonly record struct LivePosition(LiveItem Latest, LiveItem? Held, GapReason? End);
