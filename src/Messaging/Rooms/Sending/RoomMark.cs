using Messaging.Rooms.Reading;

namespace Messaging.Rooms.Sending;

/// <summary>What was known of a room at one moment: whatever comes to it later can be told from what was there. Immutable.</summary>
internal abstract record RoomMark
{
    /// <summary>Of a time series.</summary>
    /// <param name="Series">Tells apart the series that a topic of the same path has been.</param>
    /// <param name="LastMessage">The latest message; <see langword="null"/> when there was none.</param>
    public sealed record History(int Series, EventMetadata? LastMessage) : RoomMark;

    /// <summary>Of a topic that holds one message.</summary>
    /// <param name="Held">What it held; <see langword="null"/> when there was nothing.</param>
    public sealed record Live(LiveItem? Held) : RoomMark;
}
