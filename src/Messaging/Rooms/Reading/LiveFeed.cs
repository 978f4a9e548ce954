using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;
using static Messaging.Rooms.Reading.HandOver;

namespace Messaging.Rooms.Reading;

/// <summary>
/// The feed of a <see cref="RoomKind.Live"/> room: its topic holds the last message and nothing else.
/// </summary>
/// <remarks>
/// The session's thread comes in through the listener. It appends to the readers' buffers and nothing else: decoding is
/// the readers' business, logging goes to the thread pool, and the lock is held elsewhere only to add or remove a reader.
/// </remarks>
/// <param name="topicPath">The room's topic.</param>
/// <param name="ownIds">Which messages this client has sent.</param>
/// <param name="permissionsChanged">Is told, on the thread pool, that the principal may do other things now.</param>
/// <param name="subscriptionChanged">
/// Is told why the server ended the subscription, and <see langword="null"/> when it is back. Under the lock: only notes it.
/// </param>
/// <param name="telemetry">Whom to tell what readers miss.</param>
/// <param name="logger">Where to log.</param>
internal sealed class LiveFeed(
    string topicPath, RecentIds ownIds, Action permissionsChanged, Action<MessagingException?> subscriptionChanged, RoomTelemetry telemetry, ILogger logger)
    : IRoomFeed
{
    private readonly Lock _lock = new();
    private readonly Func<TopicValue, RoomEvent> _decode = new MessageDecoder(RoomKind.Live, topicPath, ownIds, logger).Decode;
    private readonly ReaderSet<LiveReader> _readers = new();
    private readonly SubscriptionState _subscription = new(topicPath, subscriptionChanged);
    private LiveItem _latest = LiveItem.Beginning;
    private LiveItem? _held;
    private LiveItem? _replacement;
    private Listener? _listener;
    private bool _replaying;

    /// <summary>The room's topic.</summary>
    public string TopicPath => topicPath;

    /// <summary>What the topic holds, as far as the session has said; <see langword="null"/> when it holds nothing.</summary>
    public LiveItem? Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Whether the server tells what the topic holds.</summary>
    public bool MayRead
    {
        get
        {
            lock (_lock)
            {
                return _subscription.End is null;
            }
        }
    }

    public bool IsAnnounced
    {
        get
        {
            lock (_lock)
            {
                return _subscription.IsAnnounced;
            }
        }
    }

    /// <summary>A listener for the session, and a gap unless it is the first.</summary>
    public ITopicListener Restart(ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync)
    {
        lock (_lock)
        {
            if (_listener is not null)
            {
                AppendReplacement(GapReason.SessionReplaced);
            }

            _subscription.Begin();
            _held = null;
            _replaying = true;
            _readers.Revive();
            return _listener = new Listener(this, session, confirmAsync);
        }
    }

    public void Forbid(ITopicSession session)
    {
        lock (_lock)
        {
            if (session == _listener?.Session && _subscription is { IsAnnounced: false, End: null })
            {
                _subscription.Finish(GapReason.NotPermitted);
                AppendEnd();
                Later(() => logger.ReadingForbidden(topicPath));
            }
        }
    }

    public bool Refuse(ITopicListener listener, MessagingException refusal)
    {
        lock (_lock)
        {
            if (listener != _listener || _subscription.IsAnnounced)
            {
                return false;
            }

            if (_subscription.End is null)
            {
                _subscription.Finish(refusal);
                AppendEnd();
                Later(() => logger.SubscriptionRefused(topicPath, refusal.Code, refusal.Message));
            }

            return true;
        }
    }

    public object? FindSilence(ITopicSession session)
    {
        lock (_lock)
        {
            return session == _listener?.Session ? _subscription.Silence : null;
        }
    }

    public void EndSilence(object silence)
    {
        lock (_lock)
        {
            if (_subscription.Silence == silence)
            {
                _subscription.Begin();
            }
        }
    }

    /// <summary>The topic's value is a message like any other: there is nothing to wait for.</summary>
    public Task SettleAsync(ITopicListener listener, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Readers ask the server for nothing: they go on.</summary>
    public void OnRestored()
    {
    }

    public IRoomReader Open(object owner, ReadFrom from, RoomOptions options)
    {
        lock (_lock)
        {
            var start = new LivePosition(_latest, from.Count == 0 ? null : _held, _subscription.End);
            var reader = new LiveReader(this, owner, start, options);
            _readers.Add(reader);
            return reader;
        }
    }

    public void Remove(LiveReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
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

    /// <summary>A reader has missed something.</summary>
    public void NoteTooSlow(Gap hole) => logger.ReaderTooSlow(topicPath, hole.MissedCount);

    /// <summary>A reader has had already what the room holds, and is not told again.</summary>
    public void NoteDuplicate() => telemetry.NoteDuplicate(TelemetryNames.Process);

    private void Append(LiveItem item)
    {
        _latest = item;
        foreach (LiveReader reader in _readers)
        {
            reader.Offer(item);
        }
    }

    private void OnValue(Listener from, TopicValue value)
    {
        lock (_lock)
        {
            if (from == _listener)
            {
                LiveItem item = _latest.ThenMessage(value, _decode, _replaying);
                _held = item;
                _replaying = false;
                Append(item);
            }
        }
    }

    private void OnSubscribed(Listener from)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (_subscription.End == GapReason.NotPermitted)
            {
                Later(permissionsChanged);
            }

            _subscription.Announce();
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

            _subscription.TakeBack();
            switch (cause)
            {
                case UnsubscribeCause.TopicRemoved:
                    _held = null;
                    _replaying = false;
                    Later(() => logger.RoomTopicRemoved(topicPath));
                    break;
                case UnsubscribeCause.Refreshed:
                    _held = null;
                    _replaying = true;
                    AppendReplacement(GapReason.SubscriptionRefreshed);

                    // That the server has ended the subscription may be among what was lost, and nothing more would come.
                    Later(from.Confirm);
                    break;
                case UnsubscribeCause.Server:
                    _subscription.Finish(GapReason.SubscriptionEnded);
                    AppendEnd();
                    Later(() => logger.SubscriptionEnded(topicPath));
                    break;
                case UnsubscribeCause.NotPermitted:
                    _subscription.Finish(GapReason.NotPermitted);
                    AppendEnd();
                    Later(() => logger.ReadingForbidden(topicPath));
                    Later(permissionsChanged);
                    break;
            }
        }
    }

    private void AppendEnd()
    {
        _held = null;
        _replaying = true;
        Append(_latest.ThenGap(_subscription.End!.Value));
    }

    /// <summary>Several attempts to come back are one gap, as long as nothing came in between.</summary>
    private void AppendReplacement(GapReason reason)
    {
        if (!_latest.Is(_replacement))
        {
            LiveItem replacement = _latest.ThenGap(reason);
            _replacement = replacement;
            Append(replacement);
        }
    }

    private sealed class Listener(LiveFeed feed, ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync) : ITopicListener
    {
        public ITopicSession Session => session;

        public void Confirm() => _ = confirmAsync(this);

        /// <summary>The value follows, if there is one; a topic without a value is no event for a room.</summary>
        public void OnSubscribed(TopicDescription description) => feed.OnSubscribed(this);

        public void OnValue(TopicValue value) => feed.OnValue(this, value);

        public void OnUnsubscribed(UnsubscribeCause cause) => feed.OnUnsubscribed(this, cause);
    }
}
