using CsCheck;
using Messaging.DiffusionWire.Services.TimeSeries;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Trait("Rule", "TOPIC-79")]
[Trait("Rule", "TOPIC-80")]
[Trait("Rule", "TOPIC-81")]
public sealed class RangeQueryModelTests
{
    // An event is how long after the one before it, and whether it edits the how-manieth of the retained originals.
    private static readonly Gen<(int Elapsed, int? Edits)[]> GenSeries = Gen.Select(
        Gen.Int[-2, 3].Select(elapsed => Math.Max(0, elapsed)),
        Gen.Int[-20, 20].Select(edits => edits < 0 ? (int?)null : edits)).Array[0, 24];

    private static readonly Gen<(int? Limit, int? Last)> GenRetained = Gen.Select(Gen.Int[0, 24], Gen.Int[0, 24], (limit, last) =>
        (limit is 0 or > 12 ? last is 0 or > 12 ? 100 : (int?)null : limit, last is 0 or > 12 ? (int?)null : last));

    private static readonly Gen<EventRange> GenRange = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 8], Gen.Int[-3, 28], Gen.Int[-3, 28],
        (anchor, span, anchorValue, spanValue) => new EventRange(
            (RangeAnchorKind)anchor,
            ValueOf((RangeSpanKind)anchor, anchorValue),
            (RangeSpanKind)span,
            ValueOf((RangeSpanKind)span, spanValue)));

    private static readonly Gen<(RangeQueryKind Kind, EventRange View, EventRange Edits, long Limit)> GenQuery = Gen.Select(
        Gen.Int[0, 2].Select(kind => (RangeQueryKind)kind),
        Gen.Frequency((1, Gen.Const(EventRange.All)), (5, GenRange)),
        Gen.Frequency((2, Gen.Const(EventRange.All)), (1, GenRange)),
        Gen.Frequency((2, Gen.Const(RangeQueryRequest.NoLimit)), (1, Gen.Long[0, 8])));

    [Fact]
    public void Query_RandomSeriesAndRanges_AnswersAsTheReference() =>
        Gen.Select(GenRetained, GenSeries, GenQuery.Array[1, 20]).Sample(
            (retained, series, queries) =>
            {
                TopicProbe topic = new(Expression(retained));
                ReferenceSeries reference = new(retained.Limit, retained.Last);
                foreach ((int elapsed, int? edits) in series)
                {
                    Append(topic, reference, elapsed, edits);
                }

                foreach ((RangeQueryKind kind, EventRange view, EventRange edits, long limit) in queries)
                {
                    List<long> expected = reference.Query(kind, view, edits);
                    (long selected, List<long> returned) = topic.Query(kind, view, edits, limit);
                    selected.Should().Be(expected.Count, "{0} {1} {2}", kind, view, edits);
                    returned.Should().Equal(expected.TakeLast((int)Math.Min(limit, int.MaxValue)), "{0} {1} {2} limit {3}", kind, view, edits, limit);
                }
            },
            iter: 5_000);

    /// <summary>The typings' own examples with large numbers: 500 originals, then edits of 100 to 150 from 500 on.</summary>
    [Theory]
    [InlineData(RangeQueryKind.Values, 1, 100, 1, 150, 0, 3, 51, 500)]
    [InlineData(RangeQueryKind.Values, 1, 100, 1, 150, 1, 3, 51, 500)]
    [InlineData(RangeQueryKind.AllEdits, 1, 100, 1, 150, 0, 3, 102, 100)]
    [InlineData(RangeQueryKind.LatestEdits, 1, 100, 1, 150, 0, 3, 102, 100)]
    [InlineData(RangeQueryKind.AllEdits, 1, 100, 1, 150, 1, 3, 51, 500)]
    [InlineData(RangeQueryKind.Values, 0, 0, 5, 100, 0, 3, 100, 0)]
    [InlineData(RangeQueryKind.Values, 3, 100, 3, 0, 0, 3, 100, 400)]
    [InlineData(RangeQueryKind.Values, 1, 400, 7, 9, 0, 3, 10, 391)]
    [InlineData(RangeQueryKind.Values, 1, 151, 5, 2, 0, 3, 3, 151)]
    public void Query_TypingsExamples(RangeQueryKind kind, int anchor, int from, int span, int to, int editAnchor, int editSpan, int count, int first)
    {
        TopicProbe topic = new("limit 1000");
        for (int i = 0; i < 500; i++)
        {
            topic.Append();
        }

        for (int i = 100; i <= 150; i++)
        {
            topic.Edit(i);
        }

        (long selected, List<long> returned) = topic.Query(
            kind,
            new EventRange((RangeAnchorKind)anchor, from, (RangeSpanKind)span, to),
            new EventRange((RangeAnchorKind)editAnchor, editAnchor == 1 ? 400 : 0, (RangeSpanKind)editSpan, 0),
            RangeQueryRequest.NoLimit);

        selected.Should().Be(count);
        returned.Should().HaveCount(count);
        returned[0].Should().Be(first);
    }

    private static void Append(TopicProbe topic, ReferenceSeries reference, int elapsed, int? edits)
    {
        topic.Clock.Advance(TimeSpan.FromMilliseconds(elapsed));
        List<ReferenceSeries.Item> originals = reference.Items.FindAll(item => item.Original == item.Sequence);
        long? original = edits is { } index && originals.Count > 0 ? originals[index % originals.Count].Sequence : null;
        reference.Append(topic.Clock.GetUtcNow().ToUnixTimeMilliseconds(), original);
        long sequence = (original is { } edited ? topic.Edit(edited) : topic.Append()).Sequence;
        sequence.Should().Be(reference.Next - 1);
        topic.Topic.RetainedEvents.Should().Be(reference.Items.Count);
    }

    // Sequences, counts and durations from zero; times around those of the series, which begins at 1000.
    private static long ValueOf(RangeSpanKind kind, int value) => kind switch
    {
        RangeSpanKind.Start => 0,
        RangeSpanKind.Time => 1000 + value,
        _ => Math.Max(0, value),
    };

    private static string Expression((int? Limit, int? Last) range) =>
        string.Join(' ', new[] { range.Limit is { } limit ? $"limit {limit}" : "", range.Last is { } last ? $"last {last}ms" : "" }.Where(part => part.Length > 0));
}
