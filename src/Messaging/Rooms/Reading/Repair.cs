namespace Messaging.Rooms.Reading;

/// <summary>
/// Brings a reader from what it has had to how the room stands: is shown the messages as they stand, in the order in which
/// they were posted, and says which are news to the reader, in the order of the series.
/// </summary>
/// <param name="cursor">What the reader has had.</param>
/// <param name="last">How far this goes. What happened later has its place at the end here, and comes live again.</param>
internal sealed class Repair(ReadCursor cursor, long last)
{
    private readonly long _had = cursor.Position;
    private List<SeriesEvent>? _changes;
    private long _previous = -1;
    private bool _isSorted;

    /// <summary>Whether the messages shown so far cannot be those of the series that the reader has read.</summary>
    public bool IsOtherSeries { get; private set; }

    /// <summary>What to tell the reader now that these messages are shown, one after the other as they are asked for.</summary>
    public IEnumerable<RoomEvent> Show(IReadOnlyList<SeriesEvent> messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            SeriesEvent message = messages[i];
            if (!IsNews(message))
            {
                continue;
            }

            if (_changes is not null)
            {
                // Those that happened before it was posted.
                foreach (RoomEvent change in TellChanges(message.Message.Sequence))
                {
                    yield return change;
                }
            }

            yield return TellMessage(message);
        }
    }

    /// <summary>What to tell the reader when there are no further messages.</summary>
    public IEnumerable<RoomEvent> Finish()
    {
        RoomEvent[] changes = _changes is null ? [] : [.. TellChanges(long.MaxValue)];
        cursor.MoveTo(last);
        return changes;
    }

    /// <summary>Whether the message itself is to be told. An edit of one that the reader has had waits for its place.</summary>
    private bool IsNews(in SeriesEvent message)
    {
        EventMetadata posted = message.Message;
        IsOtherSeries |= Contradicts(posted);
        _previous = posted.Sequence;
        if (IsOtherSeries || posted.Sequence < cursor.Floor || cursor.Has(message))
        {
            return false;
        }

        if (posted.Sequence <= _had)
        {
            (_changes ??= []).Add(message);
            return false;
        }

        return true;
    }

    private bool Contradicts(EventMetadata message) =>
        cursor.Anchor is { } anchor
        && (message.Sequence == anchor.Sequence
            ? message != anchor
            : _previous >= 0 && _previous < anchor.Sequence && message.Sequence > anchor.Sequence);

    /// <summary>Edits of messages that the reader has had already, as far as they come before the number.</summary>
    private IEnumerable<RoomEvent> TellChanges(long before)
    {
        List<SeriesEvent> changes = _changes!;
        if (!_isSorted)
        {
            changes.Sort((one, other) => one.Event.Sequence.CompareTo(other.Event.Sequence));
            _isSorted = true;
        }

        int count = 0;
        foreach (SeriesEvent change in changes.TakeWhile(change => change.Event.Sequence < before))
        {
            cursor.Tell(change, Math.Min(change.Event.Sequence, last));
            count++;
            yield return change.AsChange;
        }

        changes.RemoveRange(0, count);
    }

    private RoomEvent TellMessage(SeriesEvent message)
    {
        cursor.Tell(message, message.Message.Sequence);
        return message.AsMessage;
    }
}
