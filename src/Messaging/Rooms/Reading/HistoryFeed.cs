using Messaging.Diagnostics;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Reading;

/// <summary>
/// The feed of a <see cref="RoomKind.History"/> room. Keeps the latest messages, so that readers start and repair without
/// asking the server, and numbers what it offers them, so that they see what they missed.
/// </summary>
/// <remarks>
/// <para>The session's thread comes in through the listener. Under a short lock it appends to the timeline and to the readers'
/// buffers and does nothing else: decoding and queries are the readers' business, logging goes to the thread pool.</para>
/// <para>What a subscription begins with is gathered apart and takes the place of the former timeline when it is complete,
/// so nobody sees half of it. When the server renews the subscription by itself nothing says so; then the feed subscribes
/// once more, because the answer comes behind it.</para>
/// </remarks>
/// <param name="topic">The room's topic.</param>
/// <param name="ownIds">Which messages this client has sent.</param>
/// <param name="permissionsChanged">Is told, on the thread pool, that the principal may do other things now.</param>
/// <param name="subscriptionChanged">
/// Is told why the server ended the subscription, and <see langword="null"/> when it is back. Under the lock: only notes it.
/// </param>
/// <param name="logger">Where to log.</param>
internal sealed class HistoryFeed(
    RoomTopic topic, RecentIds ownIds, Action permissionsChanged, Action<GapReason?> subscriptionChanged, ILogger logger) : IRoomFeed
{
    private static readonly SeriesQuery Latest = new(new SeriesAnchor.Last(1), new SeriesSpan.End());

    private readonly Lock _lock = new();
    private readonly ReaderSet<HistoryReader> _readers = new();
    private readonly Latest<long> _restorations = new(0);
    private Timeline _timeline = new(series: 0, topic.TimelineCapacity);
    private Timeline? _incoming;
    private Listener? _listener;
    private ITopicSession? _session;
    private GapReason _cause;
    private int _series;
    private long _items;
    private bool _isSubscribing;
    private bool _isAnnounced;
    private bool _isSilent;
    private bool _isSeen;
    private GapReason? _end;
    private bool _isAllRetained;
    private bool _isNothingDelivered;

    public string TopicPath => topic.Path;

    /// <summary>
    /// Completes when there is a connection again: then a reader may ask again what it asked in vain. No item, as it must not take
    /// the place of one in a full buffer.
    /// </summary>
    public Task WhenRestored => _restorations.Now.Replaced;

    public bool IsAnnounced
    {
        get
        {
            lock (_lock)
            {
                return _isAnnounced;
            }
        }
    }

    public ITopicListener Restart(ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync)
    {
        lock (_lock)
        {
            _listener = new Listener(this, session, confirmAsync);
            _isSubscribing = true;
            _isAnnounced = false;
            _isSilent = false;
            _end = null;
            subscriptionChanged(null);
            BeginIncoming(GapReason.SessionReplaced);
            _readers.Revive();
            return _listener;
        }
    }

    public void Forbid(ITopicSession session)
    {
        lock (_lock)
        {
            if (session != _listener?.Session || _isAnnounced || _end is not null)
            {
                return;
            }

            Later(() => logger.ReadingForbidden(topic.Path));
            if (_isSubscribing)
            {
                // The readers are told as soon as the subscription is confirmed.
                _isSilent = true;
                _end = GapReason.NotPermitted;
                subscriptionChanged(GapReason.NotPermitted);
            }
            else
            {
                End(GapReason.NotPermitted);
            }
        }
    }

    public async Task SettleAsync(ITopicListener listener, CancellationToken cancellationToken)
    {
        if (NeedsLatest(listener) is { } session)
        {
            AddInitial(listener, await session.QueryAsync(topic.Path, Latest, cancellationToken).ConfigureAwait(false));
        }

        lock (_lock)
        {
            if (listener == _listener && _incoming is { } incoming)
            {
                Settle(_listener, incoming);
            }
        }
    }

    public void OnRestored()
    {
        lock (_lock)
        {
            _restorations.Set(_restorations.Value + 1);
        }
    }

    public IRoomReader Open(object owner, ReadFrom from, RoomOptions options)
    {
        lock (_lock)
        {
            var reader = new HistoryReader(this, owner, from, options, Snapshot(), logger);
            _readers.Add(reader);
            return reader;
        }
    }

    public void Remove(HistoryReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
        }
    }

    public void EndReadersOf(object owner)
    {
        lock (_lock)
        {
            _readers.EndOf(owner);
        }
    }

    public void Fail(MessagingException failure)
    {
        lock (_lock)
        {
            _readers.EndAll(failure, closed: false);
        }
    }

    public void Close(MessagingException? failure)
    {
        lock (_lock)
        {
            _readers.EndAll(failure, closed: true);
        }
    }

    /// <summary>What is known of the room now.</summary>
    public TimelineSnapshot Look()
    {
        lock (_lock)
        {
            return Snapshot();
        }
    }

    /// <summary>Where the room is now, as far as that is known: what is sent from now on comes behind it.</summary>
    public RoomMark.History Mark()
    {
        lock (_lock)
        {
            return new RoomMark.History(_timeline.Series, _timeline.Messages is [.., var last] ? last.Message : null);
        }
    }

    /// <summary>
    /// A message as it stands; <see langword="null"/> when it is not among the latest, or nobody tells how they stand just now.
    /// </summary>
    public SeriesEvent? Find(long sequence)
    {
        lock (_lock)
        {
            return _end is not null || _incoming is not null ? null : _timeline.Find(sequence);
        }
    }

    /// <summary>Makes an event of what a session delivers.</summary>
    public SeriesEvent ToEvent(TopicValue value) => new(value, Decode);

    private TimelineSnapshot Snapshot() =>
        new(_session, _items, _timeline.Series, _timeline.Start, _timeline.Last, _end, [.. _timeline.Messages])
        {
            LastTimestamp = _timeline.LastTimestamp,
            IsUnseen = !_isSeen,
        };

    private void BeginIncoming(GapReason cause)
    {
        // Also what was never completed may have shown that the series is another one.
        if (_incoming?.Contradicts(_timeline) == true)
        {
            _timeline = new Timeline(++_series, topic.TimelineCapacity);
        }

        _incoming = new Timeline(_series, topic.TimelineCapacity);
        _cause = cause;
        _isAllRetained = false;
        _isNothingDelivered = false;
    }

    /// <summary>Whether the server is telling anew what it told before.</summary>
    private bool IsRefreshing => _incoming is not null && _cause == GapReason.SubscriptionRefreshed;

    /// <summary>The server begins to tell anew by its own will; it is asked for a confirmation, which comes behind that.</summary>
    private void BeginRenewal(Listener listener, GapReason cause)
    {
        BeginIncoming(cause);
        if (!listener.IsConfirming)
        {
            listener.IsConfirming = true;
            _ = Task.Run(() => ConfirmAsync(listener));
        }
    }

    /// <summary>
    /// Where to ask for the latest message, when a subscription begins with nothing although there may be something:
    /// what follows has to be told apart from what was before.
    /// </summary>
    private ITopicSession? NeedsLatest(ITopicListener listener)
    {
        lock (_lock)
        {
            return listener == _listener && _isNothingDelivered && _incoming is { Last: < 0 } ? _listener.Session : null;
        }
    }

    private void AddInitial(ITopicListener listener, IReadOnlyList<TopicValue> values)
    {
        lock (_lock)
        {
            if (listener == _listener && _incoming is { } incoming)
            {
                values.Select(ToEvent).ToList().ForEach(incoming.AddInitial);
            }
        }
    }

    private void Settle(Listener listener, Timeline incoming)
    {
        _session = listener.Session;
        _incoming = null;
        _isSubscribing = false;
        if (_isSilent)
        {
            // That nothing came says nothing of the room: what was known of it remains, to be compared with what comes one day.
            End(GapReason.NotPermitted);
            return;
        }

        incoming.EndInitial(_isAllRetained);
        if (incoming.MayContinue(_timeline))
        {
            incoming.ExtendTo(_timeline);
        }
        else
        {
            incoming.Series = ++_series;
        }

        _timeline = incoming;
        var renewed = new HistoryItem.Renewed(++_items, _timeline.Series, _timeline.Last, _cause);
        if (!_isSeen)
        {
            _isSeen = true;
            TimelineSnapshot first = Snapshot();
            _readers.ForEach(reader => reader.Begin(first));
        }

        Offer(renewed);
    }

    private void Offer(HistoryItem item) => _readers.ForEach(reader => reader.Offer(item));

    private void OnSubscribed(Listener from, TopicDescription description)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (!_isSubscribing)
            {
                BeginRenewal(from, _end ?? (IsRefreshing ? _cause : GapReason.EventsLost));
            }

            if (_end == GapReason.NotPermitted)
            {
                Later(permissionsChanged);
            }

            _isAnnounced = true;
            _isSilent = false;
            _end = null;
            subscriptionChanged(null);
            _isAllRetained = RoomTopic.DeliversAllRetained(description);
            _isNothingDelivered = RoomTopic.DeliversNothing(description);
        }
    }

    private void OnValue(Listener from, TopicValue value)
    {
        SeriesEvent @event = ToEvent(value);
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (_incoming is not null)
            {
                _incoming.AddInitial(@event);
            }
            else if (_timeline.Append(@event))
            {
                Offer(new HistoryItem.Happened(++_items, _timeline.Series, @event));
            }
        }
    }

    private void OnUnsubscribed(Listener from, UnsubscribeCause cause)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            _isAnnounced = false;
            switch (cause)
            {
                case UnsubscribeCause.TopicRemoved:
                    Forget();
                    Later(() => logger.RoomTopicRemoved(topic.Path));
                    break;
                case UnsubscribeCause.Refreshed when _isSubscribing:
                    BeginIncoming(_cause);
                    break;
                case UnsubscribeCause.Refreshed:
                    // Nothing more comes if the topic is gone, so the confirmation is asked for now, too.
                    BeginRenewal(from, GapReason.SubscriptionRefreshed);
                    break;
                case UnsubscribeCause.Server:
                    End(GapReason.SubscriptionEnded);
                    Later(() => logger.SubscriptionEnded(topic.Path));
                    break;
                case UnsubscribeCause.NotPermitted:
                    End(GapReason.NotPermitted);
                    Later(() => logger.ReadingForbidden(topic.Path));
                    Later(permissionsChanged);
                    break;
            }
        }
    }

    private void End(GapReason reason)
    {
        _end = reason;
        subscriptionChanged(reason);
        Offer(new HistoryItem.Ended(++_items, _timeline.Series, _timeline.Last, reason));
    }

    /// <summary>The topic is gone. Whatever comes to its path is another series.</summary>
    private void Forget()
    {
        _timeline = new Timeline(++_series, topic.TimelineCapacity);
        if (_isSubscribing)
        {
            BeginIncoming(_cause);
        }
        else
        {
            _incoming = null;
        }
    }

    /// <summary>
    /// Waits until what the server's own renewal of the subscription begins with is complete. One question is under way at a time;
    /// what has begun anew in the meantime is asked for in its turn.
    /// </summary>
    private async Task ConfirmAsync(Listener listener)
    {
        while (FindUnconfirmed(listener) is { } incoming && await listener.ConfirmAsync().ConfigureAwait(false))
        {
            lock (_lock)
            {
                if (_incoming == incoming)
                {
                    Settle(listener, incoming);
                }
            }
        }
    }

    private Timeline? FindUnconfirmed(Listener listener)
    {
        lock (_lock)
        {
            Timeline? incoming = listener == _listener ? _incoming : null;
            listener.IsConfirming = incoming is not null;
            return incoming;
        }
    }

    private RoomEvent Decode(TopicValue value)
    {
        RoomEvent decoded = MessagePayload.ReadEvent(value, asHistory: false, ownIds.Contains);
        if (decoded is UnreadableMessage unreadable)
        {
            logger.UnreadableMessage(topic.Path, unreadable.Problem);
        }

        return decoded;
    }

    /// <summary>Does what the session's thread has no time for.</summary>
    private static void Later(Action what) => ThreadPool.UnsafeQueueUserWorkItem(_ => what(), null);

    private sealed class Listener(HistoryFeed feed, ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync)
        : ITopicListener
    {
        public ITopicSession Session => session;

        /// <summary>Whether a confirmation is being asked for. Belongs to the feed, under its lock.</summary>
        public bool IsConfirming { get; set; }

        public Task<bool> ConfirmAsync() => confirmAsync(this);

        public void OnSubscribed(TopicDescription description) => feed.OnSubscribed(this, description);

        public void OnValue(TopicValue value) => feed.OnValue(this, value);

        public void OnUnsubscribed(UnsubscribeCause cause) => feed.OnUnsubscribed(this, cause);
    }
}
