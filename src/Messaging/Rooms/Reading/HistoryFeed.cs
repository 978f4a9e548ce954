using Messaging.Diagnostics;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;
using static Messaging.Rooms.Reading.HandOver;

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
/// <param name="telemetry">Whom to tell what readers miss.</param>
/// <param name="logger">Where to log.</param>
internal sealed class HistoryFeed(
    RoomTopic topic, RecentIds ownIds, Action permissionsChanged, Action<GapReason?> subscriptionChanged, RoomTelemetry telemetry, ILogger logger)
    : IRoomFeed
{
    private static readonly SeriesQuery Latest = new(new SeriesAnchor.Last(1), new SeriesSpan.End());

    private readonly Lock _lock = new();
    private readonly MessageDecoder _decoder = new(RoomKind.History, topic.Path, ownIds, logger);
    private readonly ReaderSet<HistoryReader> _readers = new();
    private readonly Latest<long> _restorations = new(0);
    private readonly RoomSeries _series = new(topic.TimelineCapacity);
    private HistoryListener? _listener;
    private ITopicSession? _session;
    private Func<TopicValue, RoomEvent>? _decode;
    private long _items;
    private bool _isSubscribing;
    private bool _isAnnounced;
    private bool _isSilent;
    private bool _isSeen;
    private GapReason? _end;

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
            _listener = new HistoryListener(this, session, confirmAsync);
            _isSubscribing = true;
            _isAnnounced = false;
            _isSilent = false;
            _end = null;
            subscriptionChanged(null);
            _series.BeginGathering(GapReason.SessionReplaced);
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
            if (listener == _listener && _series.IsGathering)
            {
                Settle(_listener);
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
            var reader = new HistoryReader(this, owner, from, options, Snapshot(), telemetry, logger);
            _readers.Add(reader);
            _decoder.IsShared = _readers.Count > 1;
            return reader;
        }
    }

    public void Remove(HistoryReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
            _decoder.IsShared = _readers.Count > 1;
        }
    }

    public long? FindLag() => _readers.FindLag(_lock);

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
            return new RoomMark.History(_series.Known.Series, _series.Known.Messages is [.., var last] ? last.Message : null);
        }
    }

    /// <summary>
    /// A message as it stands; <see langword="null"/> when it is not among the latest, or nobody tells how they stand just now.
    /// </summary>
    public SeriesEvent? Find(long sequence)
    {
        lock (_lock)
        {
            return _end is not null || _series.IsGathering ? null : _series.Known.Find(sequence);
        }
    }

    /// <summary>Makes an event of what a session delivers.</summary>
    public SeriesEvent ToEvent(TopicValue value) => new(value, _decode ??= _decoder.DecodeForReaders);

    /// <summary>Comes on the session's thread, as all that a listener tells.</summary>
    public void OnSubscribed(HistoryListener from, TopicDescription description)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (!_isSubscribing)
            {
                BeginRenewal(from, _end ?? (_series.IsRefreshing ? _series.Cause : GapReason.EventsLost));
            }

            if (_end == GapReason.NotPermitted)
            {
                Later(permissionsChanged);
            }

            _isAnnounced = true;
            _isSilent = false;
            _end = null;
            subscriptionChanged(null);
            _series.Describe(description);
        }
    }

    public void OnValue(HistoryListener from, TopicValue value)
    {
        SeriesEvent @event = ToEvent(value);
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (_series.IsGathering)
            {
                _series.Gather(@event);
            }
            else if (_series.Known.Append(@event))
            {
                Offer(HistoryItem.Happened(++_items, _series.Known.Series, @event));
            }
        }
    }

    public void OnUnsubscribed(HistoryListener from, UnsubscribeCause cause)
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
                    _series.Forget(isSubscribing: _isSubscribing);
                    Later(() => logger.RoomTopicRemoved(topic.Path));
                    break;
                case UnsubscribeCause.Refreshed when _isSubscribing:
                    _series.BeginGathering(_series.Cause);
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

    /// <summary>What a renewal of the subscription begins with and is not complete; <see langword="null"/> when there is nothing to confirm.</summary>
    public object? FindUnconfirmed(HistoryListener listener)
    {
        lock (_lock)
        {
            object? gathering = listener == _listener ? _series.Gathering : null;
            listener.IsConfirming = gathering is not null;
            return gathering;
        }
    }

    /// <summary>It is complete, unless another one has begun in the meantime.</summary>
    public void Confirm(HistoryListener listener, object gathering)
    {
        lock (_lock)
        {
            if (_series.Gathering == gathering)
            {
                Settle(listener);
            }
        }
    }

    private TimelineSnapshot Snapshot()
    {
        Timeline known = _series.Known;
        return new TimelineSnapshot(_session, _items, known.Series, known.Start, known.Last, _end, [.. known.Messages])
        {
            LastTimestamp = known.LastTimestamp,
            IsUnseen = !_isSeen,
        };
    }

    /// <summary>The server begins to tell anew by its own will; it is asked for a confirmation, which comes behind that.</summary>
    private void BeginRenewal(HistoryListener listener, GapReason cause)
    {
        _series.BeginGathering(cause);
        if (!listener.IsConfirming)
        {
            listener.IsConfirming = true;
            _ = Task.Run(listener.ConfirmAsync);
        }
    }

    /// <summary>Where to ask for the latest message, when that is needed.</summary>
    private ITopicSession? NeedsLatest(ITopicListener listener)
    {
        lock (_lock)
        {
            return listener == _listener && _series.NeedsLatest ? _listener.Session : null;
        }
    }

    private void AddInitial(ITopicListener listener, IReadOnlyList<TopicValue> values)
    {
        lock (_lock)
        {
            if (listener == _listener)
            {
                values.Select(ToEvent).ToList().ForEach(_series.Gather);
            }
        }
    }

    private void Settle(HistoryListener listener)
    {
        _session = listener.Session;
        _isSubscribing = false;
        if (_isSilent)
        {
            // What was known of the room is to be compared with what comes one day.
            _series.GiveUpGathering();
            End(GapReason.NotPermitted);
            return;
        }

        _series.CompleteGathering();
        var renewed = HistoryItem.Renewed(++_items, _series.Known.Series, _series.Known.Last, _series.Cause);
        if (!_isSeen)
        {
            _isSeen = true;
            TimelineSnapshot? first = null;
            foreach (HistoryReader reader in _readers)
            {
                reader.Begin(first ??= Snapshot());
            }
        }

        Offer(renewed);
    }

    private void Offer(HistoryItem item)
    {
        foreach (HistoryReader reader in _readers)
        {
            reader.Offer(item);
        }
    }

    private void End(GapReason reason)
    {
        _end = reason;
        subscriptionChanged(reason);
        Offer(HistoryItem.Ended(++_items, _series.Known.Series, _series.Known.Last, reason));
    }
}
