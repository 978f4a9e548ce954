using Messaging.Rooms.Reading;

namespace Messaging.Tests.Rooms.Reading;

public sealed class TimelineTests
{
    [Theory]
    [InlineData("", true, 0, -1, "")]
    [InlineData("", false, 0, -1, "")]
    [InlineData("0 1 2", false, 0, 2, "0 1 2")]
    [InlineData("5 6 5*9", false, 5, 9, "5*9 6")]
    [InlineData("5 6 5*9", true, 0, 9, "5*9 6")]
    [InlineData("3*7", false, 8, 7, "")]
    public void Initial_OfASubscription_IsTheMessagesAsTheyStand(string initial, bool isAll, long start, long last, string messages)
    {
        Timeline timeline = Begun(initial, isAll);

        (timeline.Start, timeline.Last, Series.Words(timeline.Messages)).Should().Be((start, last, messages));
    }

    [Fact]
    public void Append_Events_KeepsTheMessagesUpToDate()
    {
        Timeline timeline = Begun("5 6");

        timeline.Append(Series.Event("7")).Should().BeTrue();
        timeline.Append(Series.Event("5*8")).Should().BeTrue();
        timeline.Append(Series.Event("1*9")).Should().BeTrue(because: "it is news, though the message is not at hand");
        timeline.Append(Series.Event("7")).Should().BeFalse(because: "it was told before");

        (timeline.Start, timeline.Last, Series.Words(timeline.Messages)).Should().Be((5, 9, "5*8 6 7"));
        Series.Word(timeline.Find(5)!.Value).Should().Be("5*8");
        timeline.Find(8).Should().BeNull();
    }

    [Theory]
    [InlineData("9", "9")]
    [InlineData("5*9", "")]
    public void Append_BehindAHole_GivesUpWhatWasBefore(string next, string messages)
    {
        Timeline timeline = Begun("5 6");

        timeline.Append(Series.Event(next)).Should().BeTrue();

        (timeline.Start, timeline.Last, Series.Words(timeline.Messages)).Should().Be((9, 9, messages));
    }

    [Fact]
    public void Append_BeyondTheCapacity_DropsTheOldestAndKnowsIt()
    {
        var timeline = new Timeline(0, capacity: 16);
        timeline.EndInitial(isAllRetained: true);

        for (int i = 0; i < 1000; i++)
        {
            timeline.Append(Series.Event($"{i}"));
            timeline.Messages.Count.Should().BeInRange(Math.Min(i + 1, 16), 18);
            timeline.Start.Should().Be(i < 18 ? 0 : timeline.Messages[0].Event.Sequence);
        }
    }

    [Fact]
    public void Initial_BeyondTheCapacity_IsNotAll()
    {
        var timeline = new Timeline(0, capacity: 16);
        for (int i = 0; i < 40; i++)
        {
            timeline.AddInitial(Series.Event($"{i}"));
        }

        timeline.EndInitial(isAllRetained: true);

        timeline.Start.Should().Be(timeline.Messages[0].Event.Sequence).And.BePositive();
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "0", true)]
    [InlineData("0 1 2", "0 1 2", true)]
    [InlineData("0 1 2", "1 2 3 1*4", true)]
    [InlineData("0 1 2", "7 8", true)]
    [InlineData("0 1 2 0*3", "1 2", true)] // the edit of 0 is left out
    [InlineData("0 1 2", "0*9", true)] // nothing but the latest edit is left
    [InlineData("0 1 2", "", false)]
    [InlineData("0 1 2", "0 1", false)]
    [InlineData("0 1 2 3", "0 1 0*2 3", false)]
    [InlineData("0 1 0*2 3", "0 1 2 3", false)]
    public void MayContinue_LaterSubscription_ShowsAnotherSeries(string earlier, string later, bool expected) =>
        Begun(later).MayContinue(Begun(earlier)).Should().Be(expected);

    [Fact]
    public void MayContinue_SameNumberAtAnotherTime_IsAnotherSeries()
    {
        Timeline later = Begun("0 1");
        var earlier = new Timeline(0, 100);
        earlier.AddInitial(Series.Event("0"));
        earlier.AddInitial(Series.Event("1", time: 1));

        later.MayContinue(earlier).Should().BeFalse();
    }

    /// <summary>A subscription does not begin with the edit of a message that is gone, so it may seem to end too early.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(9, false)]
    public void MayContinue_EndsEarlierThanBefore_IsToldByTheTime(long time, bool expected)
    {
        var earlier = new Timeline(0, 100);
        earlier.Append(Series.Event("5*8", time: 8));
        var later = new Timeline(0, 100);
        later.AddInitial(Series.Event("6", time));
        later.EndInitial(isAllRetained: false);

        later.MayContinue(earlier).Should().Be(expected);
    }

    private static Timeline Begun(string initial, bool isAllRetained = false)
    {
        var timeline = new Timeline(0, 100);
        foreach (SeriesEvent @event in Series.Events(initial))
        {
            timeline.AddInitial(@event);
        }

        timeline.EndInitial(isAllRetained);
        return timeline;
    }
}
