using System.Diagnostics;
using System.Runtime.CompilerServices;
using Messaging.Diagnostics;
using Messaging.Rooms.History;
using Messaging.Rooms.Reading;
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
    private readonly EarlierSends _earlierSends;
    private readonly MessageEditor _editor;
    private readonly RoomHistory _history;
    private readonly RoomOptions _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OneTimeAction _leaving;
    private readonly RoomHandleStatus _status;

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
        var series = new MessageSeries(subscription.Topic.Path, GetSession, subscription.Capabilities.Refresh);
        var feed = subscription.Feed as HistoryFeed;
        _earlierSends = new EarlierSends(series, () => feed?.Look().Messages.Select(message => message.Value) ?? [], () => outgoing.Author);
        _editor = new MessageEditor(series, GetSession, sequence => feed?.Find(sequence)?.Value, () => outgoing.Author);
        _history = new RoomHistory(series, outgoing.IsOwn);
        _leaving = new OneTimeAction(() => rooms.LeaveAsync(subscription));
        _status = new RoomHandleStatus(subscription.Status);
    }

    public string Name { get; }

    public string TopicPath => _subscription.Topic.Path;

    public RoomKind Kind => _options.Kind;

    public RoomStatus Status => _status.Current;

    public RoomCapabilities Capabilities => _subscription.Capabilities.Current;

    public IRoomHistory History
    {
        get
        {
            ThrowIfLeft();
            ThrowIfLive("has no history to be queried");
            return _history;
        }
    }

    public IAsyncEnumerable<RoomStatus> WatchStatusAsync(CancellationToken cancellationToken = default) =>
        _status.WatchAsync(cancellationToken);

    public IAsyncEnumerable<RoomCapabilities> WatchCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        _subscription.Capabilities.WatchAsync(_left.Task, cancellationToken);

    public Task<SendReceipt> SendAsync(
        string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        OutgoingMessage message = _outgoing.Create(text, options);
        return NoteRefusalAsync(SendAsync(message, cancellationToken));
    }

    public Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive("cannot edit what was sent");
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        _outgoing.CheckText(text);
        return NoteRefusalAsync(_editor.EditAsync(sequence, text, cancellationToken));
    }

    public Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive("cannot remove what was sent");
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return NoteRefusalAsync(_editor.RemoveAsync(sequence, cancellationToken));
    }

    public IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ReadFrom.Latest(Kind == RoomKind.Live ? 1 : 100), cancellationToken);

    public IAsyncEnumerable<RoomEvent> ReadAsync(ReadFrom from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ThrowIfLeft();
        return Kind == RoomKind.Live && from.Count is null
            ? throw new NotSupportedException($"A {RoomTopic.Describe(Kind)} room holds the latest message only: it cannot be read {from}.")
            : EnumerateAsync(from, cancellationToken);
    }

    public Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        Task leaving = _leaving.RunAsync();
        _status.Leave();
        _left.TrySetResult();
        _subscription.Feed.EndReadersOf(this);
        return leaving.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => new(LeaveAsync());

    /// <summary>Who is refused is not who the room thought it was.</summary>
    private async Task<T> NoteRefusalAsync<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            _subscription.Capabilities.Refresh();
            throw;
        }
    }

    private async Task<SendReceipt> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        SendReceipt receipt = Kind == RoomKind.History && message.HasGivenId
            ? await _outgoing.UnderWay.SendAsync(TopicPath, message.Receipt.Id, () => SendOnceAsync(message), cancellationToken)
                .ConfigureAwait(false)
            : await _sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
        _logger.MessageAccepted(receipt.Id.Value, TopicPath);
        return receipt;
    }

    /// <summary>Others may wait for it, too: no caller can cancel it.</summary>
    private Task<SendReceipt> SendOnceAsync(OutgoingMessage message) =>
        _sender.SendOnceAsync(message, _earlierSends.FindAsync, CancellationToken.None);

    private async IAsyncEnumerable<RoomEvent> EnumerateAsync(
        ReadFrom from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IRoomReader reader = _subscription.Feed.Open(this, from, _options);
        if (_leaving.HasStarted)
        {
            // Left between the call and the first step: whoever ends this handle's readers did not see this one.
            reader.End(null);
        }

        await foreach (RoomEvent roomEvent in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (roomEvent is Gap { Reason: GapReason.ReaderTooSlow } gap)
            {
                _logger.ReaderTooSlow(TopicPath, gap.MissedCount);
            }

            yield return roomEvent;
        }
    }

    private ITopicSession GetSession()
    {
        ThrowIfLeft();
        return _connection.Session;
    }

    private void ThrowIfLive(string problem)
    {
        if (Kind == RoomKind.Live)
        {
            throw new NotSupportedException(
                $"A {RoomTopic.Describe(Kind)} room holds the latest message only and {problem}. Join a room as "
                + $"{RoomTopic.Describe(RoomKind.History)} for that; in this one, send another message.");
        }
    }

    private void ThrowIfLeft()
    {
        _connection.ThrowIfDisposed();
        ObjectDisposedException.ThrowIf(_leaving.HasStarted, typeof(IChatRoom));
    }
}
