using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// A room's time series as far as sessions have told it: the latest messages as they are known, and those that a subscription
/// begins with, which are gathered apart and take the place of the former when they are complete. Belongs to the feed's lock.
/// </summary>
/// <param name="capacity">How many messages are kept at least.</param>
internal sealed class RoomSeries(int capacity)
{
    private Timeline? _incoming;
    private int _series;
    private bool _isAllRetained;
    private bool _isNothingDelivered;

    /// <summary>What is known. It does not change while what a subscription begins with is gathered.</summary>
    public Timeline Known { get; private set; } = new(series: 0, capacity);

    /// <summary>Why what a subscription begins with is gathered, now or the last time.</summary>
    public GapReason Cause { get; private set; }

    /// <summary>Whether what a subscription begins with is being gathered.</summary>
    public bool IsGathering => _incoming is not null;

    /// <summary>Whether the server is telling anew what it told before.</summary>
    public bool IsRefreshing => IsGathering && Cause == GapReason.SubscriptionRefreshed;

    /// <summary>What is being gathered, to be told apart from what is gathered later; <see langword="null"/> when nothing is.</summary>
    public object? Gathering => _incoming;

    /// <summary>
    /// Whether a subscription begins with nothing although there may be something: then the latest message has to be asked for,
    /// as what follows has to be told apart from what was before.
    /// </summary>
    public bool NeedsLatest => _isNothingDelivered && _incoming is { Last: < 0 };

    /// <summary>A subscription begins, for the first time or once more.</summary>
    public void BeginGathering(GapReason cause)
    {
        // Also what was never completed may have shown that the series is another one.
        if (_incoming?.Contradicts(Known) == true)
        {
            Known = NewTimeline(++_series);
        }

        _incoming = NewTimeline(_series);
        Cause = cause;
        _isAllRetained = false;
        _isNothingDelivered = false;
    }

    /// <summary>The server has said what the topic is that it begins to tell of.</summary>
    public void Describe(TopicDescription description)
    {
        _isAllRetained = RoomTopic.DeliversAllRetained(description);
        _isNothingDelivered = RoomTopic.DeliversNothing(description);
    }

    /// <summary>The subscription begins with this, too. Nothing, unless that is being gathered.</summary>
    public void Gather(SeriesEvent @event) => _incoming?.AddInitial(@event);

    /// <summary>Nothing has come, and that says nothing of the series: what was known of it remains.</summary>
    public void GiveUpGathering() => _incoming = null;

    /// <summary>What the subscription begins with is complete. It goes on with what was known, or is another series.</summary>
    public void CompleteGathering()
    {
        Timeline incoming = _incoming ?? throw new InvalidOperationException("Nothing is being gathered.");
        _incoming = null;
        incoming.EndInitial(_isAllRetained);
        if (incoming.MayContinue(Known))
        {
            incoming.ExtendTo(Known);
        }
        else
        {
            incoming.Series = ++_series;
        }

        Known = incoming;
    }

    /// <summary>The topic is gone. Whatever comes to its path is another series.</summary>
    /// <param name="isSubscribing">Whether a subscription is about to begin, so that this is what it begins with.</param>
    public void Forget(bool isSubscribing)
    {
        Known = NewTimeline(++_series);
        if (isSubscribing)
        {
            BeginGathering(Cause);
        }
        else
        {
            _incoming = null;
        }
    }

    private Timeline NewTimeline(int series) => new(series, capacity);
}
