namespace Messaging.Testing;

/// <summary>
/// What a fake room holds, and everything that has happened in it, which readers follow by their place in it. Not thread-safe but for
/// <see cref="Grown"/>: the room's lock is held around each call.
/// </summary>
internal sealed class FakeTimeline(RoomKind kind)
{
    private const int LatestWhoseIdsCount = 100;

    private readonly List<RoomEvent> _log = [];
    private readonly List<FakeEntry> _entries = [];
    private RoomEvent? _held;
    private TaskCompletionSource _grown = NewSignal();

    /// <summary>How many events have happened.</summary>
    public int Length => _log.Count;

    /// <summary>The number of the next event in a room that remembers.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Completes when there is more, or somebody has called <see cref="WakeReaders"/>.</summary>
    public Task Grown => _grown.Task;

    public IReadOnlyList<FakeEntry> Entries => _entries;

    public RoomEvent this[int index] => _log[index];

    public FakeEntry? Find(long sequence) => _entries.Find(entry => entry.Posted.Sequence == sequence);

    /// <summary>The message that this principal posted with this id, among the latest.</summary>
    public ChatMessage? FindPosted(MessageId id, string author) => _entries.TakeLast(LatestWhoseIdsCount)
        .Select(entry => entry.Message)
        .FirstOrDefault(message => message?.Id == id && message.Event!.Author == author);

    /// <summary>What the room holds for a reader that begins now.</summary>
    public IReadOnlyList<RoomEvent> Read(ReadFrom from)
    {
        if (kind == RoomKind.Live)
        {
            return _held is not null && from.Count > 0 ? [_held] : [];
        }

        IEnumerable<FakeEntry> entries = from switch
        {
            { Sequence: { } sequence } => _entries.Where(entry => entry.Posted.Sequence >= sequence),
            { Time: { } time } => _entries.Where(entry => entry.Posted.Timestamp >= time),
            _ => _entries.TakeLast(from.Count ?? 0),
        };
        return [.. entries.Select(entry => entry.Present)];
    }

    /// <summary>Something happens.</summary>
    /// <exception cref="ArgumentException">It cannot happen in such a room, or not at this point.</exception>
    public void Append(RoomEvent happening)
    {
        if (kind == RoomKind.Live)
        {
            ApplyToLive(happening);
        }
        else
        {
            ApplyToHistory(happening);
        }

        _log.Add(happening);
        WakeReaders();
    }

    public void WakeReaders()
    {
        _grown.SetResult();
        _grown = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ArgumentException Impossible(RoomEvent roomEvent, string why) =>
        new($"This {roomEvent.GetType().Name} cannot happen here. {why}", nameof(roomEvent));

    private void ApplyToLive(RoomEvent happening)
    {
        switch (happening)
        {
            case MessagePosted { Message: { Event: null, Edit: null } } or UnreadableMessage { Event: null, Edit: null }:
                _held = happening;
                break;
            case CaughtUp:
                throw Impossible(happening, "Every reader says that it has caught up by itself.");
            case Gap:
                break;
            default:
                throw Impossible(happening, "In a live room messages have no event, and nothing is edited or removed.");
        }
    }

    private void ApplyToHistory(RoomEvent happening)
    {
        switch (happening)
        {
            case MessagePosted { Message.Event: { } posted }:
                Add(posted, happening, posted.Sequence, ((MessagePosted)happening).Message.Edit?.Sequence);
                break;
            case UnreadableMessage { Event: { } posted, Edit: null }:
                Add(posted, happening, posted.Sequence, null);
                break;
            case UnreadableMessage { Event: { } posted, Edit: { } edit }:
                Change(posted, happening, edit);
                break;
            case MessageEdited { Message: { Event: { } posted, Edit: { } edit } }:
                Change(posted, happening, edit);
                break;
            case MessageRemoved removed:
                Change(removed.Event, happening, removed.Removal);
                break;
            case CaughtUp:
                throw Impossible(happening, "Every reader says that it has caught up by itself.");
            case Gap:
                break;
            default:
                throw Impossible(happening, "In a room that remembers, a message has an event, and an edited one an edit.");
        }
    }

    private void Add(EventMetadata posted, RoomEvent happening, long sequence, long? edit)
    {
        TakeNumber(happening, Math.Max(sequence, edit ?? sequence), lowest: sequence);
        _entries.Add(new FakeEntry(posted, happening));
    }

    // Of a message that the room does not hold any more, readers hear all the same.
    private void Change(EventMetadata posted, RoomEvent happening, EventMetadata edit)
    {
        TakeNumber(happening, edit.Sequence, lowest: edit.Sequence);
        Find(posted.Sequence)?.Add(happening);
    }

    private void TakeNumber(RoomEvent happening, long highest, long lowest)
    {
        NextSequence = lowest >= NextSequence
            ? highest + 1
            : throw Impossible(happening, $"The next event in the room has the number {NextSequence} or a higher one, and this has {lowest}.");
    }
}
