namespace Messaging.Tests.Rooms;

/// <summary>What a reader of a history room gets as long as nothing goes wrong.</summary>
public sealed class HistoryReadingTests : HistoryReadingTest
{
    [Fact]
    public async Task Read_RoomOfAHundredMessages_TakesOneSubscriptionAndNoQuery()
    {
        AddRoom();
        Post(100);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(100)).Probe();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(0, 99), "caught up"]);

        Server.Calls.Should().Equal($"add {Path}", $"subscribe {Path}");
    }

    [Fact]
    public async Task Read_EmptyRoom_IsCaughtUpAtOnce()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Post();

        (await reader.NextAsync()).Should().Be(new MessagePosted(new ChatMessage
        {
            Text = "posted", Event = new EventMetadata(0, Time.GetUtcNow(), "ann"),
        }));
    }

    [Fact]
    public async Task Read_MessagesEditedAndRemovedBefore_AreToldAsTheyStand()
    {
        AddRoom();
        Post(4);
        Edit(1);
        Edit(1);
        RemoveMessage(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await HistoryAsync(reader)).Should().Equal("0", "1*5", "removal 2*6", "3", "caught up");
    }

    [Fact]
    public async Task Read_WhatHappensLive_IsToldInOrder()
    {
        AddRoom();
        Post(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        Post();
        Edit(0);
        Edit(0);
        RemoveMessage(1);
        Server.Append(Path, "7");

        (await WordsAsync(reader, 5)).Should().Equal("2", "edit 0*3", "edit 0*4", "removal 1*5", "unreadable 6");
        Queries.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_LateReader_GetsWhatHappenedSinceJoining()
    {
        AddRoom();
        Post(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Post();
        Edit(0);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await HistoryAsync(reader)).Should().Equal("0*3", "1", "2", "caught up");
        Queries.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_LatestFew_StartsThere()
    {
        AddRoom();
        Post(5);
        Edit(0);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(2)).Probe();

        (await HistoryAsync(reader)).Should().Equal("3", "4", "caught up");
        Edit(1);
        (await WordsAsync(reader, 1)).Should().Equal("edit 1*6");
    }

    [Fact]
    public async Task Read_LatestMoreThanThereAre_IsAll()
    {
        AddRoom();
        Post(5);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(int.MaxValue)).Probe();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(0, 4), "caught up"]);
        Queries.Should().BeEmpty(because: "the subscription begins with everything that is retained");
    }

    [Fact]
    public async Task Read_LatestMoreThanIsAtHand_TakesOneQueryForTheOlderOnes()
    {
        AddRoom("limit 50", "limit 5");
        Post(20);
        Edit(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(18)).Probe();

        (await HistoryAsync(reader)).Should().Equal(["2", "3*20", .. Numbers(4, 19), "caught up"]);
        Queries.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_LiveOnly_SkipsWhatWasThere()
    {
        AddRoom();
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.LiveOnly).Probe();

        (await HistoryAsync(reader)).Should().Equal("caught up");
        Edit(0);
        Post();
        (await WordsAsync(reader, 2)).Should().Equal("edit 0*3", "4");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(17)]
    [InlineData(20)]
    public async Task Read_FromSequence_StartsThere(int first)
    {
        AddRoom("limit 50", "limit 5");
        Post(20);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(first)).Probe();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(first, 19), "caught up"]);
        Queries.Should().HaveCount(first < 15 ? 1 : 0);
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("20");
    }

    [Fact]
    public async Task Read_FromSequenceNotRetained_SaysSoFirst()
    {
        AddRoom("limit 10", "limit 5");
        Post(20);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(4)).Probe();

        (await HistoryAsync(reader)).Should().Equal(["gap NotRetained 3..10 6", .. Numbers(10, 19), "caught up"]);
    }

    [Fact]
    public async Task Read_FromSequenceOfAnEdit_IsNoGapWhenAnOlderMessageIsThere()
    {
        AddRoom("limit 50", "limit 2");
        Post(3);
        Edit(0);
        Edit(0);
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(3)).Probe();

        (await HistoryAsync(reader)).Should().Equal("5", "6", "7", "caught up");
    }

    /// <summary>Numbers that the room does not know are no promise: what happens is told.</summary>
    [Fact]
    public async Task Read_FromSequenceThatIsNotThereYet_IsLive()
    {
        AddRoom();
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(50)).Probe();

        (await HistoryAsync(reader)).Should().Equal("caught up");
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("3");
    }

    [Theory]
    [InlineData("limit 50", 0)]
    [InlineData("limit 3", 1)]
    public async Task Read_FromTime_StartsThere(string subscription, int queries)
    {
        AddRoom("limit 50", subscription);
        for (int i = 0; i < 10; i++)
        {
            Post();
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader =
            room.ReadAsync(ReadFrom.FromTime(Time.GetUtcNow() - TimeSpan.FromSeconds(6))).Probe();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(4, 9), "caught up"]);
        Queries.Should().HaveCount(queries);
    }

    [Fact]
    public async Task Read_FromTimeToCome_IsLive()
    {
        AddRoom();
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader =
            room.ReadAsync(ReadFrom.FromTime(Time.GetUtcNow() + TimeSpan.FromDays(1))).Probe();

        (await HistoryAsync(reader)).Should().Equal("caught up");
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("3");
    }

    [Fact]
    public async Task Read_MoreThanAQueryMayAskFor_ComesPageByPage()
    {
        AddRoom("limit 5000", "limit 10");
        Post(2500);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> all = room.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        (await HistoryAsync(all)).Should().Equal([.. Numbers(0, 2499), "caught up"]);
        Queries.Should().HaveCount(3);

        await using StreamProbe<RoomEvent> latest = room.ReadAsync(ReadFrom.Latest(2400)).Probe();
        (await HistoryAsync(latest)).Should().Equal([.. Numbers(100, 2499), "caught up"]);
        Queries.Should().HaveCount(6);
    }

    [Fact]
    public async Task Read_RoomLeft_TellsWhatIsAtHandAndEnds()
    {
        AddRoom();
        Post(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);
        IAsyncEnumerable<RoomEvent> notBegun = room.ReadAsync();
        Post();

        await room.LeaveAsync().Within();

        (await WordsAsync(reader, 1)).Should().Equal("2");
        (await reader.EndsAsync()).Should().BeTrue();
        (await notBegun.ToListAsync().Within()).Select(Word).Should().Equal("0", "1", "2", "caught up");
    }

    [Fact]
    public async Task Read_Cancelled_ThrowsItsToken()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        using var cancellation = new CancellationTokenSource();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(cancellation.Token).Probe();
        await HistoryAsync(reader);
        Task<bool> waiting = reader.MoveNextAsync();

        await cancellation.CancelAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Read_LiveRoomFromAPlace_IsNotSupported()
    {
        Server.Put(Path, """{"text":"held"}""");
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        room.Invoking(r => r.ReadAsync(ReadFrom.FromSequence(0))).Should().Throw<NotSupportedException>().WithMessage("*Live*from sequence 0*");
        room.Invoking(r => r.ReadAsync(ReadFrom.FromTime(Time.GetUtcNow()))).Should().Throw<NotSupportedException>();
        room.Invoking(r => r.ReadAsync(null!)).Should().Throw<ArgumentNullException>();
        (await room.ReadAsync(ReadFrom.Latest(5)).Probe().NextAsync()).Should().BeOfType<MessagePosted>();
        (await room.ReadAsync(ReadFrom.LiveOnly).Probe().NextAsync()).Should().Be(new CaughtUp());
    }
}
