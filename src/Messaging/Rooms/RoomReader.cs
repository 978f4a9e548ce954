using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Messaging.Rooms;

/// <summary>
/// The buffer between a room's feed and one enumeration. The feed offers, without waiting; when the buffer is full the
/// oldest item makes room, and the reader finds the hole by the items' counts.
/// </summary>
internal sealed class RoomReader
{
    private readonly Channel<RoomItem> _buffer;
    private MessagingException? _failure;

    public RoomReader(object owner, int capacity)
    {
        Owner = owner;
        _buffer = Channel.CreateBounded<RoomItem>(new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
    }

    /// <summary>Whose reader this is: the handle that has to end it.</summary>
    public object Owner { get; }

    public void Offer(RoomItem item) => _buffer.Writer.TryWrite(item);

    /// <summary>Ends the enumeration after what is buffered: with the failure, or normally.</summary>
    public void End(MessagingException? failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _buffer.Writer.TryComplete();
    }

    /// <summary>Enumerates what the room holds, <see cref="CaughtUp"/>, and what comes.</summary>
    /// <param name="start">Where the feed stood when this reader was added to it.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<RoomEvent> ReadAsync(
        FeedPosition start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RoomEvent? message = start.Held?.Event;
        if (message is not null)
        {
            yield return message;
        }

        yield return new CaughtUp();
        RoomItem previous = start.Latest;
        while (await _buffer.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_buffer.Reader.TryRead(out RoomItem? item))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (FindHole(previous, item) is { } hole)
                {
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
            }
        }

        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>How much is missing is unknown when what was dropped contains a gap itself.</summary>
    private static Gap? FindHole(RoomItem previous, RoomItem item)
    {
        long messages = item.Messages - previous.Messages - (item.IsGap ? 0 : 1);
        long gaps = item.Gaps - previous.Gaps - (item.IsGap ? 1 : 0);
        return (messages, gaps) switch
        {
            (0, 0) => null,
            (_, 0) => new Gap(GapReason.ReaderTooSlow, messages),
            _ => new Gap(GapReason.ReaderTooSlow),
        };
    }
}
