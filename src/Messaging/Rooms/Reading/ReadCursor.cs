namespace Messaging.Rooms.Reading;

/// <summary>
/// What a reader has had. Not more than two numbers and the exceptions: of the messages from <see cref="Floor"/> on
/// it has had everything that happened up to <see cref="Position"/>. Not thread-safe.
/// </summary>
internal sealed class ReadCursor
{
    /// <summary>Messages that a query has shown as a later event left them, and that event.</summary>
    private Dictionary<long, long>? _ahead;
    private long _furthest = -1;

    /// <summary>Whether it is known where the reader starts.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Which of the series at the room's path this is about.</summary>
    public int Series { get; private set; }

    /// <summary>The first message that the reader is interested in.</summary>
    public long Floor { get; private set; }

    /// <summary>The number of the latest event that the reader has had; -1 when there is none.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>The latest message that the reader has had, by which it knows the series again.</summary>
    public EventMetadata? Anchor { get; private set; }

    /// <summary>Starts in a series: all messages from the floor on are to come, and what happens behind the position.</summary>
    public void Start(int series, long floor, long position)
    {
        _ahead = null;
        HasStarted = true;
        Series = series;
        Floor = floor;
        Position = position;
        Anchor = null;
    }

    /// <summary>Whether the reader has had this event, or a later one of the same message.</summary>
    public bool Has(SeriesEvent @event) =>
        @event.Event.Sequence <= Position
        || (_ahead is not null && _ahead.TryGetValue(@event.Message.Sequence, out long ahead) && @event.Event.Sequence <= ahead);

    /// <summary>The next event of the series.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Follow(SeriesEvent @event)
    {
        bool isNews = !Has(@event);
        MoveTo(@event.Event.Sequence);
        if (isNews)
        {
            // Who is told of an edit will be told of the next one, whenever the message was posted.
            Floor = Math.Min(Floor, @event.Message.Sequence);
            Anchor = @event.IsEdit ? Anchor : @event.Message;
        }

        return isNews;
    }

    /// <summary>A message as it stands, told in its place in the order of the series.</summary>
    /// <param name="message">The message.</param>
    /// <param name="place">That place.</param>
    public void Tell(SeriesEvent message, long place)
    {
        MoveTo(place);
        if (message.Event.Sequence > Position)
        {
            (_ahead ??= [])[message.Message.Sequence] = message.Event.Sequence;
            _furthest = Math.Max(_furthest, message.Event.Sequence);
        }

        if (message.Message.Sequence > (Anchor?.Sequence ?? -1))
        {
            Anchor = message.Message;
        }
    }

    /// <summary>The reader has had everything up to here, or been told that it has not.</summary>
    public void MoveTo(long position)
    {
        Position = Math.Max(Position, position);
        if (Position >= _furthest)
        {
            _ahead = null;
        }
    }
}
