using System.Globalization;

namespace Messaging.Testing;

/// <summary>The history of a fake room that remembers. Thread-safe.</summary>
internal sealed class FakeHistory(FakeRoom room, Action throwIfLeft) : IRoomHistory
{
    private const string BeforeMark = "before";
    private const string FromMark = "from";

    public HistoryQuery Latest() => new FakeHistoryQuery(this, isBackwards: true, _ => true);

    public HistoryQuery Earliest() => new FakeHistoryQuery(this, isBackwards: false, _ => true);

    public HistoryQuery Before(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return new FakeHistoryQuery(this, isBackwards: true, posted => posted.Sequence < sequence);
    }

    public HistoryQuery Before(DateTimeOffset time) => new FakeHistoryQuery(this, isBackwards: true, posted => posted.Timestamp < time);

    public HistoryQuery From(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return new FakeHistoryQuery(this, isBackwards: false, posted => posted.Sequence >= sequence);
    }

    public HistoryQuery From(DateTimeOffset time) => new FakeHistoryQuery(this, isBackwards: false, posted => posted.Timestamp >= time);

    public HistoryQuery Resume(string continuation)
    {
        ArgumentException.ThrowIfNullOrEmpty(continuation);
        return continuation.Split(' ', 3) is [BeforeMark or FromMark, var number, var path] parts
            && path == room.Path
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
                ? parts[0] == BeforeMark ? Before(sequence) : From(sequence)
                : throw new ArgumentException("This is no continuation of this room's history.", nameof(continuation));
    }

    public Task<IReadOnlyList<RoomEvent>> GetEditTrailAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        throwIfLeft();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<RoomEvent>>(cancellationToken);
        }

        lock (room.Lock)
        {
            return room.Timeline.Find(sequence) is { } entry
                ? Task.FromResult<IReadOnlyList<RoomEvent>>([.. entry.Versions])
                : Task.FromException<IReadOnlyList<RoomEvent>>(FakeErrors.NotFound(room.Path, sequence));
        }
    }

    /// <summary>The next page of a query, and whether there is more behind it.</summary>
    internal (IReadOnlyList<FakeEntry> Entries, string? Continuation) Take(Func<EventMetadata, bool> isPart, bool isBackwards, int count)
    {
        throwIfLeft();
        lock (room.Lock)
        {
            FakeEntry[] all = [.. room.Timeline.Entries.Where(entry => isPart(entry.Posted))];
            FakeEntry[] page = [.. isBackwards ? all.TakeLast(count) : all.Take(count)];
            return (page, all.Length <= count ? null
                : isBackwards ? Continuation(BeforeMark, page[0].Posted.Sequence)
                : Continuation(FromMark, page[^1].Posted.Sequence + 1));
        }
    }

    private string Continuation(string direction, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{direction} {sequence} {room.Path}");
}
