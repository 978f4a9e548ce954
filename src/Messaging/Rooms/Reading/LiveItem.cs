namespace Messaging.Rooms.Reading;

/// <summary>
/// One event on its way to the readers of a room. The counts let a reader see what was dropped before it: each item's
/// count of its own kind is one more than that of the item before.
/// </summary>
internal sealed class LiveItem
{
    private readonly Lazy<RoomEvent> _event;

    private LiveItem(long messages, long gaps, bool isGap, bool isReplay, Lazy<RoomEvent> @event)
    {
        Messages = messages;
        Gaps = gaps;
        IsGap = isGap;
        IsReplay = isReplay;
        _event = @event;
    }

    /// <summary>Where a room begins: before its first event.</summary>
    public static LiveItem Beginning { get; } = new(0, 0, isGap: true, isReplay: false, new Lazy<RoomEvent>(new CaughtUp()));

    /// <summary>How many messages the room has had, this one included.</summary>
    public long Messages { get; }

    /// <summary>How many gaps the room has had, this one included.</summary>
    public long Gaps { get; }

    public bool IsGap { get; }

    /// <summary>Whether this may be the message that the room held before, sent again with a new subscription.</summary>
    public bool IsReplay { get; }

    /// <summary>The event. The first reader that asks decodes it for all of them.</summary>
    public RoomEvent Event => _event.Value;

    public LiveItem ThenMessage(Func<RoomEvent> decode, bool isReplay) =>
        new(Messages + 1, Gaps, isGap: false, isReplay, new Lazy<RoomEvent>(decode));

    public LiveItem ThenGap(GapReason reason) =>
        new(Messages, Gaps + 1, isGap: true, isReplay: false, new Lazy<RoomEvent>(new Gap(reason)));
}
