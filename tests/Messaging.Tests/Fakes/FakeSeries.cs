using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>
/// A time series in the words of the protocol's rules, made for reading and not for speed: the other opinion that the
/// client's is compared with.
/// </summary>
internal sealed class FakeSeries(IReadOnlyDictionary<string, string> properties)
{
    private readonly FakeRange _retained = FakeRange.Parse(properties.GetValueOrDefault("TIME_SERIES_RETAINED_RANGE", "limit 10"));
    private readonly List<FakeEvent> _events = [];

    /// <summary>What is retained, of any kind: a window of sequence numbers without a hole (TOPIC-70, TOPIC-81).</summary>
    public IReadOnlyList<FakeEvent> Events => _events;

    /// <summary>The number of the event that comes next.</summary>
    public long Next { get; private set; }

    /// <summary>The retained originals, each as it stands now, in the order of the originals.</summary>
    public IEnumerable<FakeEvent> Current => _events.Where(e => e.IsOriginal).Select(LatestVersion);

    /// <summary>An original (TOPIC-73).</summary>
    public FakeEvent Append(string json, string author, DateTimeOffset now) => Add(json, null, author, now);

    /// <summary>An edit, which is an event of its own (TOPIC-74); null when there is no such original.</summary>
    public FakeEvent? Edit(long sequence, string json, string author, DateTimeOffset now) =>
        _events.Find(e => e.IsOriginal && e.Sequence == sequence) is { } original
            ? Add(json, original.Event, author, now)
            : null;

    /// <summary>What a new subscriber gets (TOPIC-82).</summary>
    public IReadOnlyList<FakeEvent> InitialSet()
    {
        if (_events.Count == 0)
        {
            return [];
        }

        bool mayBeEmpty = properties.GetValueOrDefault("PUBLISH_VALUES_ONLY") == "true";
        var range = FakeRange.Parse(properties.GetValueOrDefault("TIME_SERIES_SUBSCRIPTION_RANGE", mayBeEmpty ? "limit 0" : "limit 1"));
        FakeEvent[] originals = [.. _events.Where(e => e.IsOriginal && range.Contains(e, _events[^1]))];
        FakeEvent[] latestEdits = [.. originals.Concat(originals.Select(LatestVersion)).Distinct().OrderBy(e => e.Sequence)];
        return latestEdits.Length > 0 || mayBeEmpty ? latestEdits : [_events[^1]];
    }

    /// <summary>What a range query returns (TOPIC-79, TOPIC-80).</summary>
    /// <param name="query">The query.</param>
    /// <param name="countsAnchor">See <see cref="FakeServer.CountsAnchor"/>.</param>
    public IReadOnlyList<FakeEvent> Query(SeriesQuery query, bool countsAnchor = false)
    {
        List<FakeEvent> counted = query.AllEdits ? _events : _events.FindAll(e => e.IsOriginal);
        (int first, int last) = Positions(counted, query, countsAnchor);
        HashSet<long> viewed = [.. counted.Where((e, i) => e.IsOriginal && i >= first && i <= last).Select(e => e.Sequence)];
        return query.AllEdits
            ? _events.FindAll(e => viewed.Contains(e.OriginalSequence))
            : [.. Current.Where(e => viewed.Contains(e.OriginalSequence))];
    }

    /// <summary>
    /// Both ends by position: the first event has 0, the start -1. A count goes on from the event at the anchor; when there
    /// is none, all that it counts are beyond the anchor.
    /// </summary>
    private static (int First, int Last) Positions(List<FakeEvent> counted, SeriesQuery query, bool countsAnchor)
    {
        int AtOrAfter(Predicate<FakeEvent> reached) => counted.FindIndex(reached) is var i and >= 0 ? i : counted.Count;
        int AtOrBefore(Predicate<FakeEvent> notPassed) => counted.FindLastIndex(notPassed);

        // The anchor for spans that lead forward and for those that lead backward. They differ when no event is at it.
        (int forward, int backward) = query.From switch
        {
            SeriesAnchor.Start => (0, -1),
            SeriesAnchor.At(var sequence) => (AtOrAfter(e => e.Sequence >= sequence), AtOrBefore(e => e.Sequence <= sequence)),
            SeriesAnchor.AtTime(var time) => (AtOrAfter(e => e.Event.Timestamp >= time), AtOrBefore(e => e.Event.Timestamp <= time)),
            SeriesAnchor.Last(var count) => Both(counted.Count - (int)Math.Min(count, counted.Count + 1)),
            _ => throw new NotSupportedException(query.ToString()),
        };
        bool onEvent = forward <= backward && !(countsAnchor && query.From is SeriesAnchor.At or SeriesAnchor.AtTime);
        return query.To switch
        {
            SeriesSpan.End => (forward, counted.Count),
            SeriesSpan.At(var sequence) when AtOrAfter(e => e.Sequence >= sequence) is var to && to >= forward =>
                (forward, AtOrBefore(e => e.Sequence <= sequence)),
            SeriesSpan.At(var sequence) => (AtOrAfter(e => e.Sequence >= sequence), backward),
            SeriesSpan.Next(var count) => (forward, Saturate((onEvent ? forward : forward - 1) + count)),
            SeriesSpan.Previous(var count) => (Saturate((onEvent ? backward : backward + 1) - count), backward),
            _ => throw new NotSupportedException(query.ToString()),
        };
    }

    private static (int Forward, int Backward) Both(int position) => (position, position);

    private static int Saturate(long position) => (int)Math.Clamp(position, int.MinValue, int.MaxValue);

    private FakeEvent LatestVersion(FakeEvent original) => _events.FindLast(e => e.OriginalSequence == original.Sequence)!;

    private FakeEvent Add(string json, EventMetadata? original, string author, DateTimeOffset now)
    {
        var added = new FakeEvent(
            new EventMetadata(Next++, DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), author), original, json);
        _events.Add(added);
        _events.RemoveAll(e => !_retained.Contains(e, added));
        return added;
    }
}
