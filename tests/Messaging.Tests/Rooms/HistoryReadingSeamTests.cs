using Messaging.Sessions;

namespace Messaging.Tests.Rooms;

/// <summary>Where history meets what happens while it is being fetched.</summary>
public sealed class HistoryReadingSeamTests : HistoryReadingTest
{
    [Fact]
    public async Task Read_WhatHappensWhileTheAnswerIsOnItsWay_ComesOnceAfterIt()
    {
        IChatRoom room = await JoinAsync();
        Server.Session.QueryReplies.Hold();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();
        Task<IReadOnlyList<string>> history = HistoryAsync(reader);

        Post();
        Edit(3);
        Server.Session.QueryReplies.Open();

        (await history).Should().Equal([.. Numbers(2, 19), "caught up"]);
        (await WordsAsync(reader, 2)).Should().Equal("20", "edit 3*21");
    }

    /// <summary>The answer shows an edit already that also comes live.</summary>
    [Fact]
    public async Task Read_WhatHappensBeforeTheServerAnswers_ComesOnce()
    {
        IChatRoom room = await JoinAsync();
        TaskCompletionSource ask = HoldQueries();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();
        Task<IReadOnlyList<string>> history = HistoryAsync(reader);

        Edit(3);
        Post();
        Edit(3);
        RemoveMessage(4);
        ask.SetResult();
        Edit(3);

        (await history).Should().Equal(["2", "3*22", "removal 4*23", .. Numbers(5, 19), "caught up"]);
        (await WordsAsync(reader, 2)).Should().Equal("21", "edit 3*24");
    }

    [Fact]
    public async Task Read_ManyThingsHappenMeanwhile_BuffersWithinItsBoundAndRepairs()
    {
        IChatRoom room = await JoinAsync(History with { ReaderBufferCapacity = 2 });
        TaskCompletionSource ask = HoldQueries();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();
        Task<IReadOnlyList<string>> history = HistoryAsync(reader);

        Post(10);
        Edit(19);
        ask.SetResult();

        (await history).Should().Equal([.. Numbers(2, 19), "caught up"]);
        (await WordsAsync(reader, 11)).Should().Equal([.. Numbers(20, 29), "edit 19*30"]);
    }

    [Fact]
    public async Task Read_SessionLostDuringAQuery_GoesOnWithTheNext()
    {
        IChatRoom room = await JoinAsync();
        Server.Session.QueryReplies.Hold();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();
        Task<IReadOnlyList<string>> history = HistoryAsync(reader);

        Server.Session.Drop();
        Post();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await history).Should().Equal([.. Numbers(2, 20), "caught up"]);
        Queries.Should().HaveCount(2);
    }

    [Fact]
    public async Task Read_SessionLostBetweenTwoPages_GoesOnWhereItWas()
    {
        AddRoom("limit 3000", "limit 10");
        Post(2000);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        int queries = 0;
        Server.OnCall = (call, _) =>
        {
            if (call.StartsWith("query", StringComparison.Ordinal) && ++queries == 2)
            {
                Server.Session.Drop();
                throw new MessagingException(MessagingErrorCode.ConnectionLost, "lost", isTransient: true);
            }

            return Task.CompletedTask;
        };
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        (await WordsAsync(reader, 1000)).Should().Equal(Numbers(0, 999));

        Task<IReadOnlyList<string>> history = HistoryAsync(reader);
        Edit(500);
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await history).Should().Equal([.. Numbers(1000, 1999), "edit 500*2000", "caught up"]);
    }

    [Fact]
    public async Task Read_QueryRefused_IsAGapAndThenWhatIsAtHand()
    {
        IChatRoom room = await JoinAsync();
        Server.OnCall = Refuse(MessagingErrorCode.NotPermitted);
        await using StreamProbe<RoomEvent> latest = room.ReadAsync(ReadFrom.Latest(18)).Probe();
        await using StreamProbe<RoomEvent> placed = room.ReadAsync(ReadFrom.FromSequence(2)).Probe();

        (await HistoryAsync(latest)).Should().Equal(["gap NotRetained ..15", .. Numbers(15, 19), "caught up"]);
        (await HistoryAsync(placed)).Should().Equal(["gap NotRetained 1..15 13", .. Numbers(15, 19), "caught up"]);
        Post();
        (await WordsAsync(latest, 1)).Should().Equal("20");
        (await WordsAsync(placed, 1)).Should().Equal("20");
        Log.Records.Count(r => r.EventId.Name == "HistoryNotRead").Should().Be(2);
    }

    [Fact]
    public async Task Read_RepairRefused_IsAGapOfItsCause()
    {
        IChatRoom room = await JoinAsync();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(5)).Probe();
        await HistoryAsync(reader);
        Server.OnCall = Refuse(MessagingErrorCode.ServerError);

        Server.Session.LoseNext(3);
        Post(4);

        (await WordsAsync(reader, 2)).Should().Equal("gap EventsLost 19..23 3", "23");
    }

    /// <summary>All messages are at hand, but an older one may have been edited in the hole, and the server will not say.</summary>
    [Fact]
    public async Task Read_RepairOfOlderMessagesRefused_IsAGapWithoutAnEnd()
    {
        AddRoom("limit 500", "limit 100");
        Post(300);
        IChatRoom room = await NewClient().JoinAsync("lobby", History with { ReaderBufferCapacity = 1 }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        await HistoryAsync(reader);
        Server.OnCall = Refuse(MessagingErrorCode.ServerError);

        Edit(0);
        Post(3);

        (await WordsAsync(reader, 4)).Should().Equal("gap ReaderTooSlow 299..", "301", "302", "303");
    }

    [Fact]
    public async Task Read_WhileTheConnectionIsBeingRestored_StartsWithWhatIsAtHand()
    {
        IChatRoom room = await JoinAsync();
        Server.Session.Drop();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(5)).Probe();

        (await HistoryAsync(reader)).Should().Equal([.. Numbers(15, 19), "caught up"]);
        Post();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        (await WordsAsync(reader, 1)).Should().Equal("20");
    }

    [Fact]
    public async Task Read_SlowReader_HoldsUpNobody()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History with { ReaderBufferCapacity = 1 }).Within();
        await using StreamProbe<RoomEvent> stuck = room.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> fast = room.ReadAsync().Probe();
        await HistoryAsync(stuck);
        await HistoryAsync(fast);

        for (int i = 0; i < 100; i++)
        {
            Post();
            (await fast.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Event!.Sequence.Should().Be(i);
        }

        (await WordsAsync(stuck, 100)).Should().Equal(Numbers(0, 99));
    }

    [Fact]
    public async Task Read_TwoReaders_ShareOneMessage()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> one = room.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> other = room.ReadAsync().Probe();
        await HistoryAsync(one);
        await HistoryAsync(other);

        Post();

        (await one.NextAsync()).Should().BeSameAs(await other.NextAsync());
    }

    [Fact]
    public async Task Read_OneReader_NothingIsKeptOfWhatItWasTold()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> one = room.ReadAsync().Probe();
        await HistoryAsync(one);
        Post();
        RoomEvent told = await one.NextAsync();

        await using StreamProbe<RoomEvent> later = room.ReadAsync().Probe();

        RoomEvent toldAgain = await later.NextAsync();
        toldAgain.Should().Be(told).And.NotBeSameAs(told, because: "the feed keeps the bytes, and not a second form of each message");
    }

    /// <summary>Decoding and whatever a consumer does happen on the consumer's side, also while a subscription begins.</summary>
    [Fact]
    public async Task Read_DecoderBlocks_TheSessionsThreadIsFree()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        using var release = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource();
        Server.Session.Tell(Path, l => l.OnValue(new BlockingValue(0, isBlocked, release)));
        Task<List<RoomEvent>> reading = Task.Run(async () => await room.ReadAsync().ToListAsync());
        await isBlocked.Task.Within();

        await Task.Run(() =>
        {
            for (int i = 1; i <= 100; i++)
            {
                Server.Session.Tell(Path, l => l.OnValue(new BlockingValue(i, isBlocked, release)));
            }

            Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.TopicRemoved));
        }).Within();

        reading.IsCompleted.Should().BeFalse();
        release.Set();
        await room.LeaveAsync().Within();
        await reading.Within();
        await Log.WhenLoggedAsync("RoomTopicRemoved").Within();
    }

    /// <summary>A room that remembers 50 messages, of which 20 are there and 5 at hand.</summary>
    private async Task<IChatRoom> JoinAsync(RoomOptions? options = null)
    {
        AddRoom("limit 50", "limit 5");
        Post(20);
        return await NewClient().JoinAsync("lobby", options ?? History).Within();
    }

    /// <summary>Queries do not reach the server before this is set.</summary>
    private TaskCompletionSource HoldQueries()
    {
        var ask = new TaskCompletionSource();
        Server.OnCall = (call, _) => call.StartsWith("query", StringComparison.Ordinal) ? ask.Task : Task.CompletedTask;
        return ask;
    }

    private static Func<string, CancellationToken, Task> Refuse(MessagingErrorCode code) =>
        (call, _) => call.StartsWith("query", StringComparison.Ordinal)
            ? throw new MessagingException(code, "refused by the test")
            : Task.CompletedTask;

    private sealed class BlockingValue(long sequence, TaskCompletionSource isBlocked, ManualResetEventSlim release) : TopicValue
    {
        public override EventMetadata Event { get; } = new(sequence, DateTimeOffset.UnixEpoch, "");

        public override string ToJson()
        {
            isBlocked.TrySetResult();
            release.Wait(WithinExtensions.Patience);
            return """{"text":"decoded"}""";
        }
    }
}
