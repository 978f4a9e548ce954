using Messaging.Rooms.Reading;
using Messaging.Tests.Rooms.Reading;

namespace Messaging.Tests.Rooms;

/// <summary>What random schedules have found, each as the story of its own: a room's topic is replaced in a bad moment.</summary>
public sealed class HistoryModelFindingsTests : HistoryReadingTest
{
    /// <summary>The answer to a query is of the new series, while the client has not heard yet that the former is over.</summary>
    [Fact]
    public async Task Read_AnswerIsOfAnotherSeries_IsNotTakenForThisOne()
    {
        AddRoom("limit 50", "limit 5");
        Post(20);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Session.Deliveries.Hold();
        Recreate(posted: 3);

        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();

        (await HistoryAsync(reader)).Should().Equal(["gap NotRetained 1..15 13", .. Numbers(15, 19), "caught up"]);
        Server.Session.Deliveries.Open();
        (await WordsAsync(reader, 4)).Should().Equal(["gap RoomRecreated 19..", .. Numbers(0, 2)]);
    }

    /// <summary>When the subscription is complete at last, the numbers are so far ahead that nothing else shows it.</summary>
    [Fact]
    public async Task Read_SubscriptionThatWasNeverCompleteShowedAnotherSeries_IsSaid()
    {
        AddRoom("limit 50", "limit 5");
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);
        Server.Session.EndSubscription(Path);
        Recreate(posted: 2);

        var mayConfirm = new TaskCompletionSource();
        Server.OnCall = (call, _) => call.StartsWith("subscribe", StringComparison.Ordinal) ? mayConfirm.Task : Task.CompletedTask;
        Server.Session.RenewSubscription(Path);
        Server.Session.EndSubscription(Path);
        Post(20);
        Server.Session.RenewSubscription(Path);
        mayConfirm.SetResult();

        (await WordsAsync(reader, 3)).Should()
            .Equal("gap SubscriptionEnded 2..", "gap SubscriptionEnded 2..", "gap RoomRecreated 2..");
        (await WordsAsync(reader, 22)).Should().Equal(Numbers(0, 21));
    }

    /// <summary>They show no message both. An earlier number at a later time is of another series.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(9, false)]
    public void MayContinue_GoesFurtherThanBefore_IsToldByTheTimeOfItsFirst(long time, bool expected)
    {
        var earlier = new Timeline(0, 100);
        earlier.Append(Series.Event("5*8", time: 8));
        var later = new Timeline(0, 100);
        later.AddInitial(Series.Event("6", time));
        later.AddInitial(Series.Event("10", time: 10));
        later.EndInitial(isAllRetained: false);

        later.MayContinue(earlier).Should().Be(expected);
        later.Contradicts(earlier).Should().Be(!expected);
    }

    private void Recreate(int posted)
    {
        Server.Remove(Path);
        AddRoom("limit 50", "limit 5");
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Post(posted);
    }
}
