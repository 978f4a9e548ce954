using Messaging.DiffusionWire.Services.TimeSeries;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

/// <summary>
/// A time series as the rules tell it, without any idea of how a server would do it: a list that is searched from end to
/// end, and places in it that say of each event whether it is before (-1), at (0) or after (1) them.
/// </summary>
internal sealed class ReferenceSeries(long? limit, long? lastMilliseconds)
{
    private delegate int Place(Item item);

    internal sealed record Item(long Sequence, long Time, long Original);

    public List<Item> Items { get; } = [];

    public long Next { get; private set; }

    /// <summary>TOPIC-70, TOPIC-81.</summary>
    public void Append(long time, long? original)
    {
        Items.Add(new Item(Next, time, original ?? Next));
        Next++;
        Items.RemoveAll(item => item.Sequence < Next - (limit ?? Next) || (lastMilliseconds is { } last && item.Time < time - last));
    }

    /// <summary>TOPIC-82.</summary>
    public List<long> Initial(long? rangeLimit, long? rangeMilliseconds, bool valuesOnly)
    {
        List<Item> range =
        [
            .. Items.Where(item => item.Sequence >= Next - (rangeLimit ?? Next) && item.Time >= Items[^1].Time - (rangeMilliseconds ?? long.MaxValue / 2)),
        ];
        return
        [
            .. range.Where(item => IsOriginal(item)
                || (range.Exists(original => original.Sequence == item.Original) && !range.Exists(later => later.Original == item.Original && later.Sequence > item.Sequence))
                || (item == Items[^1] && !valuesOnly)).Select(item => item.Sequence),
        ];
    }

    /// <summary>TOPIC-80, without the limit.</summary>
    public List<long> Query(RangeQueryKind kind, EventRange view, EventRange edits)
    {
        HashSet<Item> inView = [.. Resolve(kind, view).Where(IsOriginal)];
        HashSet<Item> inEdits = [.. Resolve(kind, edits)];
        List<Item> result = [];
        foreach (Item original in Items.Where(inView.Contains))
        {
            List<Item> edited = [.. Items.Where(item => item.Original == original.Sequence && !IsOriginal(item) && inEdits.Contains(item))];
            Item[] itself = inEdits.Contains(original) ? [original] : [];
            result.AddRange(kind switch
            {
                RangeQueryKind.Values => edited.Count > 0 ? edited.TakeLast(1) : itself,
                RangeQueryKind.LatestEdits => itself.Concat(edited.TakeLast(1)),
                _ => itself.Concat(edited),
            });
        }

        IEnumerable<long> sequences = result.Select(item => item.Sequence);
        return [.. kind == RangeQueryKind.Values ? sequences : sequences.Order()];
    }

    private static bool IsOriginal(Item item) => item.Original == item.Sequence;

    private static Place At(long sequence) => item => item.Sequence.CompareTo(sequence);

    private static Place AtTime(long time) => item => item.Time.CompareTo(time);

    private static int AfterAll(Item item) => -1;

    private static int BeforeAll(Item item) => 1;

    // Both ends are inclusive; if the end is before the anchor the range leads backwards.
    private List<Item> Resolve(RangeQueryKind kind, EventRange range)
    {
        if (Items.Count == 0)
        {
            return [];
        }

        List<Item> counted = [.. Items.Where(item => kind != RangeQueryKind.Values || IsOriginal(item))];
        (Place anchor, long time) = Anchor(range, counted);
        Place end = End(range, anchor, time, counted);
        List<Item> forward = [.. Items.Where(item => anchor(item) >= 0 && end(item) <= 0)];
        List<Item> backward = [.. Items.Where(item => anchor(item) <= 0 && end(item) >= 0)];
        return range.Span switch
        {
            RangeSpanKind.NextCount or RangeSpanKind.NextMilliseconds => forward,
            RangeSpanKind.PreviousCount or RangeSpanKind.PreviousMilliseconds => backward,
            _ => forward.Count > 0 ? forward : backward,
        };
    }

    private (Place Place, long Time) Anchor(EventRange range, List<Item> counted)
    {
        long value = range.AnchorValue;
        return range.Anchor switch
        {
            RangeAnchorKind.Start => (BeforeAll, Items[0].Time),
            RangeAnchorKind.Sequence => (At(value), (Items.Find(item => item.Sequence >= value) ?? Items[^1]).Time),
            RangeAnchorKind.Time => (AtTime(value), value),
            RangeAnchorKind.LastCount => Last(counted, value),
            _ => (AtTime(Items[^1].Time - value), Items[^1].Time - value),
        };
    }

    private Place End(EventRange range, Place anchor, long time, List<Item> counted)
    {
        long value = range.SpanValue;
        List<Item> at = Items.FindAll(item => anchor(item) == 0);
        return range.Span switch
        {
            RangeSpanKind.Start => BeforeAll,
            RangeSpanKind.Sequence => At(value),
            RangeSpanKind.Time => AtTime(value),
            RangeSpanKind.LastCount => Last(counted, value).Place,
            RangeSpanKind.LastMilliseconds => AtTime(Items[^1].Time - value),
            RangeSpanKind.NextMilliseconds => AtTime(time + value),
            RangeSpanKind.PreviousMilliseconds => AtTime(time - value),
            _ when value == 0 => anchor,
            RangeSpanKind.NextCount => counted
                .Where(item => at.Count > 0 ? item.Sequence > at[0].Sequence : anchor(item) > 0)
                .Skip((int)value - 1).Select(item => At(item.Sequence)).FirstOrDefault(AfterAll),
            _ => Enumerable.Reverse(counted)
                .Where(item => at.Count > 0 ? item.Sequence < at[^1].Sequence : anchor(item) < 0)
                .Skip((int)value - 1).Select(item => At(item.Sequence)).FirstOrDefault(BeforeAll),
        };
    }

    // Before the last n counted events: at the first of these. Nothing is counted outside the series.
    private (Place Place, long Time) Last(List<Item> counted, long count) => count switch
    {
        0 => (AfterAll, Items[^1].Time),
        _ when count > counted.Count => (BeforeAll, Items[0].Time),
        _ => (At(counted[^(int)count].Sequence), counted[^(int)count].Time),
    };
}
