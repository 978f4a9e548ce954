using System.Diagnostics;
using System.Runtime.CompilerServices;
using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>One handle on a joined room.</summary>
[DebuggerDisplay("{TopicPath,nq}")]
internal sealed class ChatRoom : IChatRoom
{
    private readonly RoomSubscription _subscription;
    private readonly Connection _connection;
    private readonly RoomSender _sender;
    private readonly OutgoingMessages _outgoing;
    private readonly RoomOptions _options;
    private readonly ILogger _logger;
    private readonly OneTimeAction _leaving;

    public ChatRoom(
        string name,
        RoomSubscription subscription,
        JoinedRooms rooms,
        Connection connection,
        OutgoingMessages outgoing,
        RoomOptions options,
        ILogger logger)
    {
        Name = name;
        _subscription = subscription;
        _connection = connection;
        _outgoing = outgoing;
        _options = options;
        _logger = logger;
        _sender = new RoomSender(subscription.Topic, () => connection.Session, logger);
        _leaving = new OneTimeAction(() => rooms.LeaveAsync(subscription));
    }

    public string Name { get; }

    public string TopicPath => _subscription.Topic.Path;

    public RoomKind Kind => _options.Kind;

    public Task<SendReceipt> SendAsync(
        string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        OutgoingMessage message = _outgoing.Create(text, options);
        return SendAsync(message, cancellationToken);
    }

    public IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        return EnumerateAsync(cancellationToken);
    }

    public Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        Task leaving = _leaving.RunAsync();
        _subscription.Feed.EndReadersOf(this);
        return leaving.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => new(LeaveAsync());

    private async Task<SendReceipt> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await _sender.SendAsync(message.Payload, cancellationToken).ConfigureAwait(false);
        _logger.MessageAccepted(message.Receipt.Id.Value, TopicPath);
        return message.Receipt;
    }

    private async IAsyncEnumerable<RoomEvent> EnumerateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new RoomReader(this, _options.ReaderBufferCapacity);
        FeedPosition start = _subscription.Feed.Add(reader);
        if (_leaving.HasStarted)
        {
            // Left between the call and the first step: whoever ends this handle's readers did not see this one.
            reader.End(null);
        }

        try
        {
            await foreach (RoomEvent roomEvent in reader.ReadAsync(start, cancellationToken).ConfigureAwait(false))
            {
                if (roomEvent is Gap { Reason: GapReason.ReaderTooSlow } gap)
                {
                    _logger.ReaderTooSlow(TopicPath, gap.MissedCount);
                }

                yield return roomEvent;
            }
        }
        finally
        {
            _subscription.Feed.Remove(reader);
        }
    }

    private void ThrowIfLeft()
    {
        _connection.ThrowIfDisposed();
        ObjectDisposedException.ThrowIf(_leaving.HasStarted, typeof(IChatRoom));
    }
}
