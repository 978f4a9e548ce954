using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Messaging.Diagnostics;
using Messaging.Rooms.History;
using Messaging.Rooms.Reading;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>One handle on a joined room.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
[DebuggerDisplay("{TopicPath,nq}")]
internal sealed class ChatRoom : IChatRoom
{
    private readonly RoomSubscription _subscription;
    private readonly Connection _connection;
    private readonly SessionAccess _sessions;
    private readonly RoomOutbox _outbox;
    private readonly OutgoingMessages _outgoing;
    private readonly RoomOptions _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly OneTimeAction _leaving;
    private readonly RoomHandleStatus _status;

    public ChatRoom(
        string name,
        RoomSubscription subscription,
        JoinedRooms rooms,
        Connection connection,
        OutgoingMessages outgoing,
        RoomOptions options,
        TimeProvider time,
        ILogger logger)
    {
        Name = name;
        _subscription = subscription;
        _connection = connection;
        _outgoing = outgoing;
        _options = options;
        _sessions = new SessionAccess(connection, outgoing.Budget.IsOpen, time);
        _logger = logger;
        _outbox = new RoomOutbox(
            outgoing.Budget.Capacity, RetryAsync, message => Line.TryDiscard(message), () => Task.WhenAny(_left.Task, subscription.Closed));
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
            return field ??= new RoomHistory(
                new MessageSeries(TopicPath, GetSession, _subscription.Capabilities.Refresh), _outgoing.IsOwn);
        }
    }

    public IOutbox Outbox => _outbox;

    // What a handle that only reads needs none of.
    private SendLine Line => field ??= _subscription.GetLine(
        () => new SendLine(
            _subscription.Topic, _sessions, NewSearch(), _outgoing, _subscription.Capabilities.Refresh, _subscription.Telemetry, _logger));

    private MessageEditor Editor => field ??= new MessageEditor(_subscription, _sessions, _outgoing, _logger, _over.Token);

    public IAsyncEnumerable<RoomStatus> WatchStatusAsync(CancellationToken cancellationToken = default) =>
        _status.WatchAsync(cancellationToken);

    public IAsyncEnumerable<RoomCapabilities> WatchCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        _subscription.Capabilities.WatchAsync(_left.Task, cancellationToken);

    public Task<SendReceipt> SendAsync(
        string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        OutgoingMessage message = _outgoing.Create(text, options);

        // Tries with an id that the caller gave are one, as long as they are under way.
        return Kind == RoomKind.History && message.HasGivenId
            ? _outgoing.UnderWay.SendAsync(TopicPath, message.Id, token => SendAsync(message, token), cancellationToken)
            : SendAsync(message, cancellationToken);
    }

    public Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive("cannot edit what was sent");
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        _outgoing.CheckText(text);
        return NoteRefusalAsync(Editor.EditAsync(sequence, text, cancellationToken));
    }

    public Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive("cannot remove what was sent");
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return NoteRefusalAsync(Editor.RemoveAsync(sequence, cancellationToken));
    }

    public IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ReadFrom.Latest(Kind == RoomKind.Live ? 1 : 100), cancellationToken);

    public IAsyncEnumerable<RoomEvent> ReadAsync(ReadFrom from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ThrowIfLeft();
        return Kind == RoomKind.Live && from.Count is null
            ? throw new NotSupportedException($"A {RoomTopic.Describe(Kind)} room holds the latest message only: it cannot be read {from}.")
            : new RoomReading(
                _subscription.Feed, this, from, _options, _subscription.Telemetry, () => _leaving.HasStarted, cancellationToken);
    }

    public Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        Task leaving = _leaving.RunAsync();
        _status.Leave();
        _left.TrySetResult();
        _ = _over.CancelAsync();
        _outbox.Close();
        _subscription.Line?.GiveUp(_outbox);
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

    private Task<SendReceipt> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        RoomTelemetry.ObservesSending
            ? SendObservedAsync(message, cancellationToken)
            : SendAsync(NewPending(message, cancellationToken));

    private Task<SendReceipt> SendObservedAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        ObserveAsync(message.Id, observation => NewPending(observation.Trace(message), cancellationToken));

    /// <summary>An asynchronous method of its own: the span must not remain the caller's current one.</summary>
    private async Task<SendReceipt> ObserveAsync(MessageId id, Func<SendObservation, PendingMessage> begin)
    {
        using var observation = new SendObservation(_subscription.Telemetry, id);
        PendingMessage pending = begin(observation);
        try
        {
            SendReceipt receipt = await SendAsync(pending).ConfigureAwait(false);
            observation.Succeed(receipt);
            return receipt;
        }
        catch (Exception failure)
        {
            observation.Fail(failure, pending.WasOnWire);
            throw;
        }
    }

    private PendingMessage NewPending(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var deadline = new SendDeadline(_sessions.Time, _outgoing.Timeout);
        return message.HasGivenId && _outbox.FindFailed(message.Id) is { Doubt: not null } failed
            ? failed.Again(message, deadline, cancellationToken)
            : new PendingMessage(message, _outbox, deadline, cancellationToken) { MayBeRepeated = Kind == RoomKind.History && message.HasGivenId };
    }

    /// <summary>No asynchronous method: the message is what its caller waits for.</summary>
    private Task<SendReceipt> SendAsync(PendingMessage message)
    {
        try
        {
            return Line.SendAsync(message);
        }
        catch (Exception refusal)
        {
            if (refusal is MessagingException { Code: MessagingErrorCode.NotPermitted })
            {
                _subscription.Capabilities.Refresh();
            }

            message.Fail(refusal);
            return message.Task;
        }
    }

    private async Task<SendReceipt> RetryAsync(PendingMessage failed, CancellationToken cancellationToken)
    {
        ThrowIfLeft();
        PendingMessage again = failed.Retried(new SendDeadline(_sessions.Time, _outgoing.Timeout), cancellationToken);
        return await (RoomTelemetry.ObservesSending ? ObserveAsync(again.Message.Id, _ => again) : SendAsync(again)).ConfigureAwait(false);
    }

    private IMessageSearch NewSearch() => _subscription.Feed is HistoryFeed feed
        ? new HistorySearch(_subscription.Topic, feed, () => _outgoing.Author, _subscription.Capabilities.Refresh)
        : new LiveSearch(_subscription);

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
