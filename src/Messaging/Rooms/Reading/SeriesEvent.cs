using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// An event of a room's time series: a message as it was posted, or as one edit left it. Immutable. No object of
/// its own: it is its value, seen as a room sees it.
/// </summary>
internal readonly struct SeriesEvent
{
    private readonly Func<TopicValue, RoomEvent> _decode;

    /// <summary>Wraps an event without looking into its value.</summary>
    /// <param name="value">The event, with its metadata. Nobody else decodes it.</param>
    /// <param name="decode">Says what the value is, as it is told live. Asked each time.</param>
    public SeriesEvent(TopicValue value, Func<TopicValue, RoomEvent> decode)
    {
        Value = value.Event is not null ? value : throw new ArgumentException("The value is no event of a time series.", nameof(value));
        _decode = decode;
    }

    public TopicValue Value { get; }

    /// <summary>The event itself.</summary>
    public EventMetadata Event => Value.Event!;

    /// <summary>The event that posted the message: the same, unless this is an edit.</summary>
    public EventMetadata Message => Value.Original ?? Value.Event!;

    public bool IsEdit => Value.Original is not null && Message != Event;

    /// <summary>The event for a reader that has had all before it.</summary>
    public RoomEvent AsChange => _decode(Value);

    /// <summary>The event for a reader that has not had the message yet.</summary>
    public RoomEvent AsMessage => AsChange switch
    {
        MessageEdited edited => new MessagePosted(edited.Message),
        MessageRemoved removed => removed with { InPlaceOfPost = true },
        UnreadableMessage { Edit: not null } unreadable => unreadable with { InPlaceOfPost = true },
        var change => change,
    };
}
