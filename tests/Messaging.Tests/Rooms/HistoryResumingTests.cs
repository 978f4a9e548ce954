namespace Messaging.Tests.Rooms;

/// <summary>What a reader of a history room gets when its session's connection breaks and comes back.</summary>
public sealed class HistoryResumingTests : HistoryReadingTest
{
    [Fact]
    public async Task Read_LinkComesBack_GoesOnWithoutAQuery()
    {
        (_, StreamProbe<RoomEvent> reader) = await ReadAsync(posted: 2);
        Server.Session.LoseLink();
        Post(3);

        Server.Session.Resume();

        (await WordsAsync(reader, 3)).Should().Equal("2", "3", "4");
        Queries.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_LinkComesBackWithLoss_IsRepairedAndNothingComesTwice()
    {
        (_, StreamProbe<RoomEvent> reader) = await ReadAsync(posted: 2);
        Server.Session.LoseLink();
        Post(2);
        Edit(0);
        RemoveMessage(3);

        Server.Session.ResumeWithLoss();
        await Eventually.BecomesAsync(() => Server.Session.SubscribeAnswers, answers => answers > 1);
        Post();

        (await WordsAsync(reader, 4)).Should().Equal("2", "removal 3*5", "edit 0*4", "6");
    }

    [Fact]
    public async Task Read_MoreLostThanTheServerRetains_IsAGap()
    {
        (_, StreamProbe<RoomEvent> reader) = await ReadAsync(posted: 2, retained: "limit 5", subscription: "limit 5");
        Server.Session.LoseLink();
        Post(10);

        Server.Session.ResumeWithLoss();

        (await WordsAsync(reader, 6)).Should().Equal(["gap SubscriptionRefreshed 1..7 5", .. Numbers(7, 11)]);
    }

    [Fact]
    public async Task Read_TopicRemovedMeanwhile_IsSaidAndNewReadersSeeNothingOfIt()
    {
        (IChatRoom room, StreamProbe<RoomEvent> reader) = await ReadAsync(posted: 2);
        Server.Session.LoseLink();
        Server.Remove(Path);

        Server.Session.ResumeWithLoss();

        (await WordsAsync(reader, 1)).Should().Equal("gap RoomRecreated 1..");
        (await HistoryAsync(room.ReadAsync().Probe())).Should().Equal("caught up");
        AddRoom();
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Post(2);
        (await WordsAsync(reader, 2)).Should().Equal("0", "1");
    }

    /// <summary>Nothing is offered when it comes back, and yet the reader must not wait for the next message.</summary>
    [Fact]
    public async Task Read_StartsWhileTheLinkIsDown_AsksWhenItIsBack()
    {
        AddRoom("limit 100", "limit 2");
        Post(5);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Session.LoseLink();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(1)).Probe();
        Task<bool> step = reader.MoveNextAsync();
        step.IsCompleted.Should().BeFalse();

        Server.Session.Resume();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(1, 4), "caught up"]);
        Queries.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_AnswerToAQueryIsLost_AsksAgain()
    {
        AddRoom("limit 100", "limit 2");
        Post(5);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Session.QueryReplies.Hold();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(1)).Probe();
        Task<bool> step = reader.MoveNextAsync();

        Server.Session.LoseLink();
        step.IsCompleted.Should().BeFalse();
        Server.Session.ResumeWithLoss();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(1, 4), "caught up"]);
        Queries.Should().HaveCountGreaterThan(1);
    }

    /// <summary>A listener added to a topic that the session has already would hear its latest event only.</summary>
    [Fact]
    public async Task Join_LeftWhileTheLinkWasDown_GetsAllOfIt()
    {
        MessagingClient client = NewClient();
        AddRoom();
        Post(3);
        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        Server.Session.LoseLink();
        await room.LeaveAsync().Within();
        Task<IChatRoom> joining = client.JoinAsync("lobby", History);

        Server.Session.Resume();

        (await HistoryAsync((await joining.Within()).ReadAsync().Probe())).Should().Equal("0", "1", "2", "caught up");
    }

    private async Task<(IChatRoom Room, StreamProbe<RoomEvent> Reader)> ReadAsync(
        int posted, string retained = "limit 100", string subscription = "limit 100")
    {
        AddRoom(retained, subscription);
        Post(posted);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);
        return (room, reader);
    }
}
