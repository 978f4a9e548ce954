using System.Runtime.CompilerServices;

namespace Messaging.Rooms.Reading;

/// <summary>
/// The buffer between a room's feed and one enumeration. The feed offers, without waiting; when the buffer is full the
/// oldest item makes room, and the reader finds the hole by the items' counts. With <see cref="ReaderOverflow.Fail"/> it ends instead.
/// </summary>
internal sealed class LiveReader : IRoomReader
{
    private readonly LiveFeed _feed;
    private readonly LivePosition _start;
    private readonly ReaderQueue<LiveItem> _buffer;
    private MessagingException? _failure;

    /// <summary>Makes a reader that is offered every item from now on.</summary>
    /// <param name="feed">The room's feed.</param>
    /// <param name="owner">The handle that has to end it.</param>
    /// <param name="start">Where the feed stands.</param>
    /// <param name="options">How many items are buffered, and what happens when there are more.</param>
    public LiveReader(LiveFeed feed, object owner, LivePosition start, RoomOptions options)
    {
        _feed = feed;
        Owner = owner;
        _start = start;
        _buffer = new ReaderQueue<LiveItem>(options.ReaderBufferCapacity, dropsOldest: options.Overflow != ReaderOverflow.Fail);
    }

    public object Owner { get; }

    public int Lag => _buffer.Count;

    public void Offer(LiveItem item)
    {
        if (!_buffer.TryWrite(item))
        {
            End(ReaderErrors.TooSlow(_feed.TopicPath, _buffer.Capacity));
        }
    }

    public void End(MessagingException? failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _buffer.Complete();
    }

    public async IAsyncEnumerable<RoomEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            RoomEvent? message = _start.Held?.Event;
            if (message is not null)
            {
                yield return message;
            }

            yield return new CaughtUp();
            if (_start.End is { } reason)
            {
                yield return new Gap(reason);
            }

            LiveItem previous = _start.Latest;
            while (await _buffer.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (_buffer.TryRead(out LiveItem item))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (FindHole(previous, item) is { } hole)
                    {
                        _feed.NoteTooSlow(hole);
                        yield return hole;
                    }

                    previous = item;
                    if (item.IsGap)
                    {
                        yield return item.Event;
                    }
                    else if (!item.IsReplay || !item.Event.Equals(message))
                    {
                        message = item.Event;
                        yield return message;
                    }
                    else
                    {
                        _feed.NoteDuplicate();
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

    /// <summary>How much is missing is unknown when what was dropped contains a gap itself.</summary>
    private static Gap? FindHole(LiveItem previous, LiveItem item)
    {
        long messages = item.Messages - previous.Messages - (item.IsGap ? 0 : 1);
        int gaps = item.Gaps - previous.Gaps - (item.IsGap ? 1 : 0);
        return (messages, gaps) switch
        {
            (0, 0) => null,
            (_, 0) => new Gap(GapReason.ReaderTooSlow, messages),
            _ => new Gap(GapReason.ReaderTooSlow),
        };
    }
}
