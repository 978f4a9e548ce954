using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// Hands what a session says about a room's topic to the room's readers. Outlives sessions: each gets a listener of its
/// own, and what a former one still says is ignored.
/// </summary>
/// <remarks>
/// The session's thread comes in through the listener. It appends to the readers' buffers and nothing else: decoding is
/// the readers' business, logging goes to the thread pool, and the lock is held elsewhere only to add or remove a reader.
/// </remarks>
internal sealed class RoomFeed(string topicPath, RecentIds ownIds, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly List<RoomReader> _readers = [];
    private RoomItem _latest = RoomItem.Beginning;
    private RoomItem? _held;
    private RoomItem? _replacement;
    private Listener? _listener;
    private bool _replaying;
    private bool _closed;
    private MessagingException? _failure;

    /// <summary>Begins anew on a session: a listener for it, and a gap unless it is the first.</summary>
    public ITopicListener Restart()
    {
        lock (_lock)
        {
            // Several attempts to come back are one gap, as long as nothing came in between.
            if (_listener is not null && _latest != _replacement)
            {
                _replacement = _latest.ThenGap(GapReason.SessionReplaced);
                Append(_replacement);
            }

            _held = null;
            _replaying = true;
            _failure = null;
            return _listener = new Listener(this);
        }
    }

    /// <summary>From now on the reader is offered every event.</summary>
    public FeedPosition Add(RoomReader reader)
    {
        lock (_lock)
        {
            if (_closed || _failure is not null)
            {
                reader.End(_failure);
            }
            else
            {
                _readers.Add(reader);
            }

            return new FeedPosition(_latest, _held);
        }
    }

    public void Remove(RoomReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
        }
    }

    /// <summary>Ends the readers of one handle normally.</summary>
    public void EndReadersOf(object owner)
    {
        lock (_lock)
        {
            _readers.Where(reader => reader.Owner == owner).ToList().ForEach(reader => reader.End(null));
            _readers.RemoveAll(reader => reader.Owner == owner);
        }
    }

    /// <summary>Ends all readers with a failure, and those that are added before the next <see cref="Restart"/>.</summary>
    public void Fail(MessagingException failure) => EndAll(failure, closed: false);

    /// <summary>Ends all readers for good: with the failure, or normally.</summary>
    public void Close(MessagingException? failure) => EndAll(failure, closed: true);

    private void EndAll(MessagingException? failure, bool closed)
    {
        lock (_lock)
        {
            _closed |= closed;
            _failure = failure;
            _readers.ForEach(reader => reader.End(failure));
            _readers.Clear();
        }
    }

    private void Append(RoomItem item)
    {
        _latest = item;
        foreach (RoomReader reader in _readers)
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
                _held = _latest.ThenMessage(() => Decode(value), _replaying);
                _replaying = false;
                Append(_held);
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

            switch (cause)
            {
                case UnsubscribeCause.TopicRemoved:
                    _held = null;
                    _replaying = false;
                    LogLater(l => l.RoomTopicRemoved(topicPath));
                    break;
                case UnsubscribeCause.Server:
                    _held = null;
                    _replaying = true;
                    Append(_latest.ThenGap(GapReason.SubscriptionEnded));
                    LogLater(l => l.SubscriptionEnded(topicPath));
                    break;
            }
        }
    }

    private RoomEvent Decode(TopicValue value)
    {
        RoomEvent decoded;
        try
        {
            decoded = MessagePayload.Read(value.ToJson(), ownIds.Contains);
        }
        catch (FormatException)
        {
            decoded = new UnreadableMessage("", "It is no JSON value.");
        }

        if (decoded is UnreadableMessage unreadable)
        {
            logger.UnreadableMessage(topicPath, unreadable.Problem);
        }

        return decoded;
    }

    private void LogLater(Action<ILogger> log) => ThreadPool.UnsafeQueueUserWorkItem(_ => log(logger), null);

    private sealed class Listener(RoomFeed feed) : ITopicListener
    {
        public void OnSubscribed(TopicDescription description)
        {
            // The value follows, if there is one; a topic without a value is no event for a room.
        }

        public void OnValue(TopicValue value) => feed.OnValue(this, value);

        public void OnUnsubscribed(UnsubscribeCause cause) => feed.OnUnsubscribed(this, cause);
    }
}
