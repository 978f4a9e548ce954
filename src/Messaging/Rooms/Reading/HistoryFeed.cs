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
/// <param name="telemetry">Whom to tell what readers miss.</param>
/// <param name="logger">Where to log.</param>
internal sealed partial class HistoryFeed(
    RoomTopic topic, RecentIds ownIds, Action permissionsChanged, Action<MessagingException?> subscriptionChanged, RoomTelemetry telemetry, ILogger logger)
    : IRoomFeed
{
    private static readonly SeriesQuery Latest = new(new SeriesAnchor.Last(1), new SeriesSpan.End());

    private readonly Lock _lock = new();
    private readonly MessageDecoder _decoder = new(RoomKind.History, topic.Path, ownIds, logger);
    private readonly ReaderSet<HistoryReader> _readers = new();
    private readonly Latest<long> _restorations = new(0);
    private readonly RoomSeries _series = new(topic.TimelineCapacity);
    private readonly SubscriptionState _subscription = new(topic.Path, subscriptionChanged);
    private HistoryListener? _listener;
    private ITopicSession? _session;
    private Func<TopicValue, RoomEvent>? _decode;
    private long _items;
    private bool _isSubscribing;
    private bool _isUntold;
    private bool _isSeen;

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
                return _subscription.IsAnnounced;
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
            return _subscription.End is not null || _series.IsGathering ? null : _series.Known.Find(sequence);
        }
    }

    /// <summary>Makes an event of what a session delivers.</summary>
    public SeriesEvent ToEvent(TopicValue value) => new(value, _decode ??= _decoder.DecodeForReaders);

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

    private TimelineSnapshot Snapshot()
    {
        Timeline known = _series.Known;
        return new TimelineSnapshot(_session, _items, known.Series, known.Start, known.Last, _subscription.End, [.. known.Messages])
        {
            LastTimestamp = known.LastTimestamp,
            IsUnseen = !_isSeen,
        };
    }

    private void Offer(HistoryItem item)
    {
        foreach (HistoryReader reader in _readers)
        {
            reader.Offer(item);
        }
    }
}
