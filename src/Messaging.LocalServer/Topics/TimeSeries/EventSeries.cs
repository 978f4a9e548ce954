using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>The retained events of one time series (TOPIC-70, TOPIC-81).</summary>
/// <remarks>Not thread-safe: it belongs to the lock of its topic.</remarks>
internal sealed class EventSeries
{
    private readonly EventRing _ring = new();
    private readonly TimeSeriesRange _retainedRange;

    public EventSeries(TimeSeriesRange retainedRange) => _retainedRange = retainedRange;

    public int Count => _ring.Count;

    /// <summary>The sequence number of the oldest retained event.</summary>
    public long First => _ring.First;

    /// <summary>The sequence number that the next event will have.</summary>
    public long End => _ring.End;

    /// <summary>The sequence number of the latest event. Not for an empty series.</summary>
    public long Last => _ring.End - 1;

    /// <summary>The bytes of all retained events.</summary>
    public long Size { get; private set; }

    /// <summary>The latest event; null if there was none yet. It is always retained.</summary>
    public PublishedValue? Latest => Count == 0 ? null : _ring[Last].Published;

    /// <summary>A retained event.</summary>
    public ref readonly StoredEvent this[long sequence] => ref _ring[sequence];

    /// <summary>The time of an event that is appended now: a series never goes back in time, whatever the clock does.</summary>
    public long TimestampAt(DateTimeOffset now)
    {
        long timestamp = now.ToUnixTimeMilliseconds();
        return Count == 0 ? timestamp : Math.Max(timestamp, _ring[Last].Timestamp);
    }

    public bool IsRetainedOriginal(long sequence) => sequence >= First && sequence < End && IsOriginal(sequence);

    public bool IsOriginal(long sequence) => _ring[sequence].OriginalSequence == sequence;

    /// <summary>Decodes a retained event.</summary>
    public TimeSeriesEvent Read(long sequence)
    {
        WireReader reader = new(_ring[sequence].Published.Value);
        return TimeSeriesEvent.ReadFrom(ref reader);
    }

    /// <summary>Makes an empty series one whose first event has this number: those before it were let go of before a restart.</summary>
    public void StartAt(long sequence) => _ring.StartAt(sequence);

    /// <summary>Appends an event, and lets go of what leaves the retained range.</summary>
    /// <param name="published">The event, encoded.</param>
    /// <param name="timestamp">Its time, not before that of the latest event.</param>
    /// <param name="originalSequence">The original that it is an edit of; its own number if it is an original.</param>
    public void Append(PublishedValue published, long timestamp, long originalSequence)
    {
        long previousEdit = StoredEvent.NoEdit;
        if (originalSequence != End && originalSequence >= First)
        {
            // One that is not retained any more was not when the events after it were restored: nothing leads from it to its edits.
            ref StoredEvent original = ref _ring[originalSequence];
            previousEdit = original.EditLink;
            original.EditLink = End;
        }

        _ring.Add(new StoredEvent
        {
            Published = published,
            Timestamp = timestamp,
            OriginalSequence = originalSequence,
            EditLink = previousEdit,
        });
        Size += published.Value.Length;
        Trim();
    }

    /// <summary>The first event of a range at the end of the series. Not for an empty series.</summary>
    public long FirstIn(in TimeSeriesRange range)
    {
        long first = range.Limit is { } limit ? Math.Max(First, End - Math.Min(limit, Count)) : First;
        return range.Last is { } last
            ? Math.Max(first, FirstNotBefore(EventTime.Add(_ring[Last].Timestamp, -(last.Ticks / TimeSpan.TicksPerMillisecond))))
            : first;
    }

    /// <summary>The first event at or after a time, or <see cref="End"/>.</summary>
    public long FirstNotBefore(long timestamp)
    {
        long low = First;
        long high = End;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (_ring[middle].Timestamp < timestamp)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Trim()
    {
        long first = FirstIn(_retainedRange);
        while (First < first)
        {
            Size -= _ring[First].Published.Value.Length;
            _ring.RemoveFirst();
        }
    }
}
