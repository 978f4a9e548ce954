using System.Globalization;
using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>The other opinion has to be right itself: the rules' own examples.</summary>
public sealed class FakeSeriesTests : RoomTest
{
    private const string Path = "Chat/lobby";

    public static TheoryData<string, long[]> Ranges => new()
    {
        { "start/next 2", [0, 6] },
        { "start/end", [0, 6, 5, 4, 7] },
        { "start/previous 5", [] },
        { "start/0", [0] },
        { "last 2/end", [4, 7] },
        { "last 100/next 2", [0, 6] },
        { "last 0/previous 2", [4, 7] },
        { "1/next 1", [6, 5] },
        { "2/next 1", [5] },
        { "2/previous 1", [6] },
        { "3/previous 2", [0, 6, 5] },
        { "3/1", [6, 5] },
        { "100/4", [4, 7] },
        { "100/previous 2", [4, 7] },
        { "after 3/end", [5, 4, 7] },
        { "after 3/previous 1", [6, 5] },
        { "after 2.5/previous 1", [6] },
    };

    [Theory]
    [Trait("Rule", "TOPIC-79")]
    [Trait("Rule", "TOPIC-80")]
    [MemberData(nameof(Ranges))]
    public void Query_Values_AreTheLatestVersionsInTheOrderOfTheOriginals(string range, long[] versions)
    {
        FakeSeries series = Edited();
        string[] ends = range.Split('/');

        series.Query(new SeriesQuery(Anchor(ends[0].Split(' ')), Span(ends[1].Split(' ')))).Select(e => e.Sequence)
            .Should().Equal(versions);
    }

    [Fact]
    [Trait("Rule", "TOPIC-80")]
    public void Query_AllEdits_AreInTheOrderOfTheSeries() =>
        Edited().Query(new SeriesQuery(new SeriesAnchor.At(1), new SeriesSpan.At(2), AllEdits: true)).Select(e => e.Sequence)
            .Should().Equal(1, 2, 6);

    [Theory]
    [Trait("Rule", "TOPIC-81")]
    [InlineData("limit 3", new long[] { 5, 6, 7 })]
    [InlineData("LIMIT 100 last 2S", new long[] { 5, 6, 7 })]
    [InlineData("last 1h limit 1", new long[] { 7 })]
    public void Retained_Range_IsAWindowOfEventsOfAnyKind(string range, long[] events)
    {
        FakeSeries series = Server.AddSeries(Path, retained: range).Series!;
        Happens(null, null, null, null, null, 4, null, null);

        series.Events.Select(e => e.Sequence).Should().Equal(events);
    }

    [Theory]
    [Trait("Rule", "TOPIC-82")]
    [InlineData("limit 100", new long[] { 0, 1, 3, 4, 5, 6, 7 })]
    [InlineData("limit 5", new long[] { 3, 4, 5, 7 })]
    [InlineData("limit 3", new long[] { 7 })]
    public void InitialSet_Edited_IsTheLatestEditsOfTheOriginalsInTheRange(string range, long[] events) =>
        Edited(subscription: range).InitialSet().Select(e => e.Sequence).Should().Equal(events);

    [Fact]
    [Trait("Rule", "TOPIC-82")]
    public void InitialSet_NoOriginalInRange_IsTheLatestEvent()
    {
        FakeSeries series = Edited(subscription: "limit 1");
        Server.Edit(Path, 0, "{}");

        series.InitialSet().Select(e => e.Sequence).Should().Equal(8);
    }

    /// <summary>Originals 0, 1, 3, 4, 7; edits 2 of 1, 5 of 3, 6 of 1.</summary>
    private FakeSeries Edited(string subscription = "limit 100")
    {
        FakeSeries series = Server.AddSeries(Path, subscription: subscription).Series!;
        Happens(null, null, 1, null, null, 3, 1, null);
        return series;
    }

    /// <summary>One event a second: an original, or an edit of the one with the number.</summary>
    private void Happens(params long?[] edited)
    {
        foreach (long? original in edited)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            _ = original is { } sequence ? Server.Edit(Path, sequence, "{}") : Server.Append(Path, "{}");
        }
    }

    private SeriesAnchor Anchor(string[] words) => words switch
    {
        ["start"] => new SeriesAnchor.Start(),
        ["last", var count] => new SeriesAnchor.Last(Number(count)),
        ["after", var seconds] => new SeriesAnchor.AtTime(
            Server.Topics[Path].Series!.Events[0].Event.Timestamp.AddSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))),
        var other => new SeriesAnchor.At(Number(other[0])),
    };

    private static SeriesSpan Span(string[] words) => words switch
    {
        ["end"] => new SeriesSpan.End(),
        ["next", var count] => new SeriesSpan.Next(Number(count)),
        ["previous", var count] => new SeriesSpan.Previous(Number(count)),
        var other => new SeriesSpan.At(Number(other[0])),
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
