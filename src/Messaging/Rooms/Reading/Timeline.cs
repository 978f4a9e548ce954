namespace Messaging.Rooms.Reading;

/// <summary>
/// The latest messages of a time series, each as it stands, kept up to date by what a subscription tells. Bounded: the oldest
/// go first. Not thread-safe.
/// </summary>
/// <param name="series">See <see cref="Series"/>.</param>
/// <param name="capacity">How many messages are kept at least; at most an eighth more.</param>
internal sealed class Timeline(int series, int capacity)
{
    private readonly List<SeriesEvent> _messages = [];
    private bool _isCut;

    /// <summary>Tells apart the series that a topic of the same path has been.</summary>
    public int Series { get; set; } = series;

    /// <summary>The number from which on no message is missing.</summary>
    public long Start { get; private set; }

    /// <summary>The number of the latest event; -1 when there is none.</summary>
    public long Last { get; private set; } = -1;

    /// <summary>When the latest event was.</summary>
    public DateTimeOffset LastTimestamp { get; private set; }

    /// <summary>The messages in the order in which they were posted.</summary>
    public IReadOnlyList<SeriesEvent> Messages => _messages;

    /// <summary>
    /// Adds an event that a new subscription begins with. These come in order, but not without holes: only the latest edit of
    /// a message is among them.
    /// </summary>
    public void AddInitial(SeriesEvent @event)
    {
        if (@event.Event.Sequence > Last)
        {
            Put(@event);
        }
    }

    /// <summary>What a new subscription begins with has been added; what follows has no holes.</summary>
    /// <param name="isAllRetained">Whether that was everything the server has.</param>
    public void EndInitial(bool isAllRetained)
    {
        if (Last >= 0 && (_isCut || !isAllRetained))
        {
            Start = FirstMessage;
        }
    }

    /// <summary>Adds the next event. What lies before a hole is given up: it may have changed in the hole.</summary>
    /// <returns>Whether it is a new event.</returns>
    public bool Append(SeriesEvent @event)
    {
        if (@event.Event.Sequence <= Last)
        {
            return false;
        }

        if (@event.Event.Sequence > Last + 1)
        {
            _messages.Clear();
            Start = @event.Event.Sequence;
        }

        Put(@event);
        return true;
    }

    /// <summary>
    /// Whether this may be the same series, seen later. If it is not, the topic was removed and added again.
    /// </summary>
    /// <remarks>
    /// It may seem to end earlier than before, as a subscription does not begin with edits of messages that are gone; but it
    /// begins with all messages from somewhere on. What was added again has earlier numbers at later times.
    /// </remarks>
    public bool MayContinue(Timeline earlier) =>
        !Contradicts(earlier)
        && (Last >= earlier.Last || (Last >= earlier.LastMessage && LastTimestamp <= earlier.LastTimestamp));

    /// <summary>
    /// Whether this is certainly not the same series, however it goes on: they differ where both know the messages, or this
    /// has an earlier number at a later time.
    /// </summary>
    public bool Contradicts(Timeline earlier)
    {
        long from = Math.Max(FirstMessage, earlier.Start);
        long to = Math.Min(Last, earlier.Last);
        EventMetadata[] shared = [.. Within(from, to)];
        return !shared.SequenceEqual(earlier.Within(from, to)) || (shared.Length == 0 && BeginsYoungerThan(earlier));
    }

    /// <summary>As much of the series is known already.</summary>
    public void ExtendTo(Timeline earlier)
    {
        if (earlier.Last > Last)
        {
            Last = earlier.Last;
            LastTimestamp = earlier.LastTimestamp;
        }
    }

    public SeriesEvent? Find(long message)
    {
        int index = IndexOf(message);
        return index < 0 ? null : _messages[index];
    }

    private bool BeginsYoungerThan(Timeline earlier) =>
        _messages.Count > 0 && FirstMessage <= earlier.Last && _messages[0].Message.Timestamp > earlier.LastTimestamp;

    private long LastMessage => _messages.Count > 0 ? _messages[^1].Message.Sequence : 0;

    private long FirstMessage => _messages.Count > 0 ? _messages[0].Message.Sequence : Last + 1;

    private IEnumerable<EventMetadata> Within(long from, long to) =>
        _messages.Select(message => message.Message).Where(message => message.Sequence >= from && message.Sequence <= to);

    private void Put(SeriesEvent @event)
    {
        Last = @event.Event.Sequence;
        LastTimestamp = @event.Event.Timestamp;
        if (!@event.IsEdit)
        {
            _messages.Add(@event);
            Trim();
        }
        else if (IndexOf(@event.Message.Sequence) is var index and >= 0)
        {
            _messages[index] = @event;
        }
    }

    /// <summary>Several at once, so that it costs little for each.</summary>
    private void Trim()
    {
        if (_messages.Count > capacity + (capacity / 8))
        {
            _messages.RemoveRange(0, _messages.Count - capacity);
            _isCut = true;
            Start = FirstMessage;
        }
    }

    private int IndexOf(long message)
    {
        int low = 0;
        int high = _messages.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long found = _messages[middle].Message.Sequence;
            if (found == message)
            {
                return middle;
            }

            (low, high) = found < message ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
