using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// One event on its way to the readers of a room. The counts let a reader see what was dropped before it: each item's
/// count of its own kind is one more than that of the item before. A value, as there is one for every message; the counts tell a
/// room's items apart.
/// </summary>
internal readonly struct LiveItem
{
    // A value that the feed decodes, or an event.
    private readonly object _content;
    private readonly Func<TopicValue, RoomEvent>? _decode;

    private LiveItem(long messages, int gaps, bool isReplay, object content, Func<TopicValue, RoomEvent>? decode)
    {
        Messages = messages;
        Gaps = gaps;
        IsReplay = isReplay;
        _content = content;
        _decode = decode;
    }

    /// <summary>Where a room begins: before its first event.</summary>
    public static LiveItem Beginning { get; } = new(0, 0, isReplay: false, new CaughtUp(), decode: null);

    /// <summary>How many messages the room has had, this one included.</summary>
    public long Messages { get; }

    /// <summary>How many gaps the room has had, this one included.</summary>
    public int Gaps { get; }

    public bool IsGap => _decode is null;

    /// <summary>Whether both are the same item of a room.</summary>
    public bool Is(LiveItem? other) => other is { } item && item.Messages == Messages && item.Gaps == Gaps;

    /// <summary>Whether this may be the message that the room held before, sent again with a new subscription.</summary>
    public bool IsReplay { get; }

    /// <summary>The event. The first reader that asks decodes it for all of them.</summary>
    public RoomEvent Event => _decode is null ? (RoomEvent)_content : ((TopicValue)_content).DecodeOnce(_decode);

    public LiveItem ThenMessage(TopicValue value, Func<TopicValue, RoomEvent> decode, bool isReplay) =>
        new(Messages + 1, Gaps, isReplay, value, decode);

    public LiveItem ThenGap(GapReason reason) => new(Messages, Gaps + 1, isReplay: false, new Gap(reason), decode: null);
}
