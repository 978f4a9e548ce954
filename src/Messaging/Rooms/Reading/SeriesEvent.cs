using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// An event of a room's time series: a message as it was posted, or as one edit left it. Immutable; whoever asks first
/// decodes it for all.
/// </summary>
internal sealed class SeriesEvent
{
    private readonly Lazy<RoomEvent> _decoded;

    /// <summary>Wraps an event without looking into its value.</summary>
    /// <param name="value">The event, with its metadata.</param>
    /// <param name="decode">Says what the value is, as it is told live.</param>
    public SeriesEvent(TopicValue value, Func<TopicValue, RoomEvent> decode)
    {
        Value = value;
        Event = value.Event ?? throw new ArgumentException("The value is no event of a time series.", nameof(value));
        Message = value.Original ?? Event;
        _decoded = new Lazy<RoomEvent>(() => decode(value));
    }

    public TopicValue Value { get; }

    /// <summary>The event itself.</summary>
    public EventMetadata Event { get; }

    /// <summary>The event that posted the message: the same, unless this is an edit.</summary>
    public EventMetadata Message { get; }

    public bool IsEdit => Message != Event;

    /// <summary>The event for a reader that has had all before it.</summary>
    public RoomEvent AsChange => _decoded.Value;

    /// <summary>The event for a reader that has not had the message yet.</summary>
    public RoomEvent AsMessage => AsChange switch
    {
        MessageEdited edited => new MessagePosted(edited.Message),
        MessageRemoved removed => removed with { InPlaceOfPost = true },
        UnreadableMessage { Edit: not null } unreadable => unreadable with { InPlaceOfPost = true },
        _ => AsChange,
    };
}
