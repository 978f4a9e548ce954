using System.Runtime.CompilerServices;
using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Reading;

/// <summary>
/// One enumeration of a <see cref="RoomKind.History"/> room. The feed offers items, without waiting; here they are told one
/// by one, as long as their numbers follow each other. Where something is missing, a <see cref="CatchUp"/> brings the reader
/// to what the feed knows by then, and all items up to there are done with.
/// </summary>
internal sealed class HistoryReader : IRoomReader
{
    private readonly HistoryFeed _feed;
    private readonly ReadFrom _from;
    private readonly RoomOptions _options;
    private TimelineSnapshot? _opened;
    private readonly RoomTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly ReaderQueue<HistoryItem> _buffer;
    private readonly ReadCursor _cursor = new();
    private MessagingException? _failure;
    private TimelineSnapshot? _begin;
    private Task<bool>? _offered;

    // Why something is missing, and null when nothing is. At the beginning it is everything.
    private GapReason? _missing = GapReason.NotRetained;
    private long _item;
    private GapReason? _wait;
    private bool _isCaughtUp;
    private bool _isGapTold;
    private int _gapsTold;

    /// <summary>Makes a reader that has to be offered every item from now on.</summary>
    /// <param name="feed">The room's feed.</param>
    /// <param name="owner">The handle that has to end it.</param>
    /// <param name="from">Where it starts.</param>
    /// <param name="options">How it reads.</param>
    /// <param name="opened">What the feed knows at this moment.</param>
    /// <param name="telemetry">Whom to tell what it misses.</param>
    /// <param name="logger">Where to log.</param>
    public HistoryReader(
        HistoryFeed feed, object owner, ReadFrom from, RoomOptions options, TimelineSnapshot opened, RoomTelemetry telemetry, ILogger logger)
    {
        _feed = feed;
        Owner = owner;
        _from = from;
        _options = options;
        _opened = opened;
        _telemetry = telemetry;
        _logger = logger;
        _buffer = new ReaderQueue<HistoryItem>(options.ReaderBufferCapacity, dropsOldest: options.Overflow != ReaderOverflow.Fail);
    }

    public object Owner { get; }

    public int Lag => _buffer.Count;

    public void Offer(HistoryItem item)
    {
        if (!_buffer.TryWrite(item))
        {
            End(ReaderErrors.TooSlow(_feed.TopicPath, _options.ReaderBufferCapacity));
        }
    }

    public void End(MessagingException? failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _buffer.Complete();
    }

    /// <summary>The room may be seen for the first time, and this is it: whoever has waited for that starts here.</summary>
    public void Begin(TimelineSnapshot first) => Volatile.Write(ref _begin, first);

    /// <summary>
    /// Catches up, and then tells what is offered, up to where something is missing; and so on, to the end. All in one iterator, as each
    /// one more would cost every event.
    /// </summary>
    public async IAsyncEnumerable<RoomEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isOver = false;
            while (!isOver)
            {
                Task restored = _feed.WhenRestored;
                await foreach (IEnumerable<RoomEvent> part in CatchUpAsync(LookFirst(), cancellationToken).ConfigureAwait(false))
                {
                    foreach (RoomEvent roomEvent in part)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return roomEvent is Gap gap ? Note(gap) : roomEvent;
                    }
                }

                bool isBehind = false;
                while (!isBehind)
                {
                    if (!_buffer.TryRead(out HistoryItem item))
                    {
                        isOver = !await WaitToReadAsync(restored, cancellationToken).ConfigureAwait(false);

                        // If it is missing already, because the connection was lost, that it was restored is a reason to try again.
                        isBehind = isOver || (_missing is not null && restored.IsCompleted);
                        continue;
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                    if (item.Number <= _item)
                    {
                        continue;
                    }

                    if (PassOverDropped(item) is { } dropped)
                    {
                        yield return Note(dropped);
                    }

                    _missing ??= FindMissing(item);
                    _item = item.Number;
                    if (_missing is not null)
                    {
                        isBehind = true; // Whatever is offered is a reason to try again, too.
                    }
                    else if (Tell(item) is { } roomEvent)
                    {
                        yield return roomEvent;
                    }
                    else
                    {
                        _telemetry.NoteDuplicate(TelemetryNames.Process);
                    }
                }
            }

            if (_failure is { } failure)
            {
                throw failure;
            }
        }
        finally
        {
            _feed.Remove(this);
        }
    }

    /// <summary>
    /// There is nothing to start from as long as the room may not be read: the reader starts when it may. That it has to wait
    /// is all that it can be told, and why, if that becomes another reason.
    /// </summary>
    private IEnumerable<RoomEvent> AwaitPermission(TimelineSnapshot known)
    {
        _item = known.Item;
        if (known.End is not { } reason || reason == _wait)
        {
            yield break;
        }

        _wait = reason;
        if (!_isCaughtUp)
        {
            _isCaughtUp = true;
            yield return new CaughtUp();
        }

        yield return NewEnd(reason);
    }

    /// <summary>How the room stands. What it was at the beginning is let go of: a reader lives long, and would hold all that was to be read then.</summary>
    private TimelineSnapshot LookFirst()
    {
        TimelineSnapshot known = _opened ?? Interlocked.Exchange(ref _begin, null) ?? _feed.Look();
        _opened = null;
        return known;
    }

    private async IAsyncEnumerable<IEnumerable<RoomEvent>> CatchUpAsync(
        TimelineSnapshot known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (known.IsUnseen)
        {
            yield return AwaitPermission(known);
            yield break;
        }

        var catchUp = new CatchUp(_feed, _from, _cursor, known, _missing!.Value, _logger);
        int gapsBefore = _gapsTold;
        await foreach (IEnumerable<RoomEvent> part in catchUp.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return part;
        }

        _isGapTold |= _gapsTold != gapsBefore;
        if (_isCaughtUp && !_isGapTold && !catchUp.IsInterrupted && known.End is null)
        {
            _telemetry.NoteRepair(_missing.Value);
        }

        yield return Arrive(known, catchUp.IsInterrupted);
    }

    private IEnumerable<RoomEvent> Arrive(TimelineSnapshot known, bool isInterrupted)
    {
        _item = known.Item;
        if (isInterrupted)
        {
            yield break;
        }

        _missing = null;
        _isGapTold = false;
        if (!_isCaughtUp)
        {
            _isCaughtUp = true;
            yield return new CaughtUp();
        }

        if (known.End is { } reason)
        {
            yield return NewEnd(reason);
        }
    }

    /// <summary>
    /// <see langword="false"/>: nothing more comes. If something is missing, ends also when the connection was restored, and then the
    /// wait for an item goes on with the next call.
    /// </summary>
    private ValueTask<bool> WaitToReadAsync(Task restored, CancellationToken cancellationToken) =>
        _missing is null && _offered is null ? _buffer.WaitToReadAsync(cancellationToken) : WaitToReadOrRepairAsync(restored, cancellationToken);

    private async ValueTask<bool> WaitToReadOrRepairAsync(Task restored, CancellationToken cancellationToken)
    {
        if (_offered is not null && _buffer.Look() is { } isMore)
        {
            return isMore; // The wait is about to hear of it, too.
        }

        _offered ??= _buffer.WaitToReadAsync(cancellationToken).AsTask();
        if (_missing is not null && await Task.WhenAny(_offered, restored).ConfigureAwait(false) == restored)
        {
            return true;
        }

        Task<bool> offered = _offered;
        _offered = null;
        return await offered.ConfigureAwait(false);
    }

    /// <summary>
    /// With <see cref="ReaderOverflow.DropOldest"/>, puts a gap in the place of what was dropped before the item. Not if the
    /// series is another one behind it: that has to be said, and there is nothing to go on from.
    /// </summary>
    private Gap? PassOverDropped(in HistoryItem item)
    {
        if (_missing is not null || _options.Overflow != ReaderOverflow.DropOldest || item.Number == _item + 1
            || item.Series != _cursor.Series)
        {
            return null;
        }

        _item = item.Number - 1;
        long after = _cursor.Position;
        long? before = item.Kind == HistoryItemKind.Happened ? item.Last : null;
        long position = before - 1 ?? item.Last;
        _cursor.MoveTo(position);
        return position == after
            ? null
            : new Gap(GapReason.ReaderTooSlow, position - after) { After = after < 0 ? null : after, Before = before };
    }

    private GapReason? FindMissing(in HistoryItem item) => item.Kind switch
    {
        _ when item.Number > _item + 1 => GapReason.ReaderTooSlow,
        HistoryItemKind.Renewed => item.Reason,
        HistoryItemKind.Happened when item.Series != _cursor.Series || item.Last > _cursor.Position + 1 => GapReason.EventsLost,
        _ => null,
    };

    private RoomEvent? Tell(in HistoryItem item) => item.Kind switch
    {
        HistoryItemKind.Happened when _cursor.Follow(item.Event) => item.Event.AsChange,
        HistoryItemKind.Ended => NewEnd(item.Reason),
        _ => null,
    };

    private Gap Note(Gap gap)
    {
        _gapsTold++;
        if (gap.Reason == GapReason.ReaderTooSlow)
        {
            _logger.ReaderTooSlow(_feed.TopicPath, gap.MissedCount);
        }

        return gap;
    }

    private Gap NewEnd(GapReason reason) => new(reason) { After = _cursor.Position < 0 ? null : _cursor.Position };
}
