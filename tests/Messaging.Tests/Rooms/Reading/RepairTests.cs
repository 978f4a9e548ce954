using Messaging.Rooms.Reading;

namespace Messaging.Tests.Rooms.Reading;

/// <summary>Given what a reader has had and how the messages stand: what comes out.</summary>
public sealed class RepairTests
{
    [Theory]
    [InlineData(0, -1, "0 1*3 2", 3, "0 1*3 2", 3)] // a start: everything as it stands
    [InlineData(2, 1, "0*5 1 2 3 2*6", 6, "2 3", 6)] // messages before the start are of no interest
    [InlineData(0, 2, "0*3 1 2", 3, "edit 0*3", 3)] // an edit of what was had
    [InlineData(0, 2, "0 1 2 4 5", 5, "4 5", 5)]
    [InlineData(0, 4, "0 1*7 2*4 5*8 6", 8, "5*8 6 edit 1*7", 8)] // by the numbers of the events; 2*4 was had
    [InlineData(0, 4, "0*9 1*5 2 6 8", 9, "edit 1*5 6 8 edit 0*9", 9)]
    [InlineData(0, 2, "0 1 2", 7, "", 7)] // nothing but edits that were overwritten
    public void Show_AllMessages_TellsTheDifference(
        long floor, long position, string messages, long last, string told, long then)
    {
        ReadCursor cursor = At(floor, position);

        Run(cursor, messages, last).Should().Be(told);

        cursor.Position.Should().Be(then);
    }

    [Fact]
    public void Show_SameMessagesAgain_TellsNothing()
    {
        ReadCursor cursor = At(0, 2);
        Run(cursor, "0*9 1 2 3*12 4", 12);

        Run(cursor, "0*9 1 2 3*12 4", 12).Should().BeEmpty();
    }

    /// <summary>The server was asked later than the feed: what it says already will come live again.</summary>
    [Fact]
    public void Show_MessageAheadOfTheFeed_IsToldOnceOnly()
    {
        ReadCursor cursor = At(0, 3);
        Run(cursor, "0*7 1 2 3 4*8", last: 5).Should().Be("4*8 edit 0*7");

        Live(cursor, "6 0*7 4*8 4*9 0*10").Should().Be("6 4*9 0*10");
    }

    /// <summary>A session that is lost in between leaves the cursor where the messages told so far are.</summary>
    [Fact]
    public void Show_CutOff_LeavesTheRestForLater()
    {
        ReadCursor cursor = At(0, 2);
        var repair = new Repair(cursor, last: 9);
        Series.Words(repair.Show([.. Series.Events("0*9 1*4 2 3 5*7")])).Should().Be("3 edit 1*4 5*7");

        cursor.Position.Should().Be(5);
        Run(cursor, "0*9 1*4 2 3 5*7 6 8", last: 9).Should().Be("6 8 edit 0*9");
    }

    [Fact]
    public void Show_MessageThatWasHadAtAnotherTime_IsAnotherSeries()
    {
        ReadCursor cursor = At(0, -1);
        Live(cursor, "0 1 2");
        var repair = new Repair(cursor, last: 5);

        repair.Show([Series.Event("1")]).Should().BeEmpty();
        repair.IsOtherSeries.Should().BeFalse();
        repair.Show([Series.Event("2", time: 1)]).Should().BeEmpty();
        repair.IsOtherSeries.Should().BeTrue();
    }

    [Fact]
    public void Show_MessageThatWasHadIsNotThere_IsAnotherSeries()
    {
        ReadCursor cursor = At(0, -1);
        Live(cursor, "0 1 2");
        var repair = new Repair(cursor, last: 5);

        repair.Show([.. Series.Events("0 1 3")]).Should().BeEmpty();

        repair.IsOtherSeries.Should().BeTrue();
    }

    [Fact]
    public void Show_MessageThatWasHadIsNotRetained_IsNoOtherSeries()
    {
        ReadCursor cursor = At(0, -1);
        Live(cursor, "0 1 2");
        var repair = new Repair(cursor, last: 5);

        Series.Words(repair.Show([.. Series.Events("3 4 5")])).Should().Be("3 4 5");

        repair.IsOtherSeries.Should().BeFalse();
    }

    /// <summary>Who was told of an edit of an older message is told of the next one also after a hole.</summary>
    [Fact]
    public void Show_OlderMessageWhoseEditWasTold_IsOfInterest()
    {
        ReadCursor cursor = At(5, 4);
        Live(cursor, "5 2*6");

        Run(cursor, "1*8 2*9 5", last: 9).Should().Be("edit 2*9");
    }

    [Theory]
    [InlineData("0 1 2", 0, 2, 2, true)]
    [InlineData("0 1 2", 0, 2, -1, true)]
    [InlineData("5 6 5*7 8", 5, 8, 6, true)]
    [InlineData("5 6 8", 5, 8, 6, false)] // 7 is an edit of something older, or was overwritten
    [InlineData("5 6", 5, 6, 3, false)] // 4 is older than what is at hand
    [InlineData("5 6", 5, 6, 4, true)]
    public void Explains_EventsBehindANumber_CountsThem(string messages, long start, long last, long after, bool expected)
    {
        var timeline = new Timeline(0, 100);
        Series.Events(messages).ToList().ForEach(timeline.AddInitial);

        new TimelineSnapshot(null, 0, 0, start, last, null, timeline.Messages).Explains(after).Should().Be(expected);
    }

    private static ReadCursor At(long floor, long position)
    {
        var cursor = new ReadCursor();
        cursor.Start(series: 0, floor, position);
        return cursor;
    }

    private static string Run(ReadCursor cursor, string messages, long last)
    {
        var repair = new Repair(cursor, last);
        // Messages are shown in their own order, whatever their edits are.
        IEnumerable<SeriesEvent> shown = Series.Events(messages).OrderBy(e => e.Message.Sequence).DistinctBy(e => e.Message.Sequence);
        return Series.Words([.. repair.Show([.. shown]), .. repair.Finish()]);
    }

    private static string Live(ReadCursor cursor, string events) => Series.Words(Series.Events(events).Where(cursor.Follow));
}
