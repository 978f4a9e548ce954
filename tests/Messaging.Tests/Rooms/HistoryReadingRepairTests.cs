using Messaging.Sessions;

namespace Messaging.Tests.Rooms;

/// <summary>What a reader of a history room gets when something went wrong in between.</summary>
public sealed class HistoryReadingRepairTests : HistoryReadingTest
{
    [Fact]
    public async Task Read_TooSlow_IsRepairedFromWhatIsAtHand()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History with { ReaderBufferCapacity = 3 }, posted: 2);

        Post(2);
        Edit(0);
        Edit(2);
        Edit(2);
        Post(5);

        (await WordsAsync(reader, 8)).Should().Equal("2*6", "3", "edit 0*4", "7", "8", "9", "10", "11");
        Queries.Should().BeEmpty();
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("12");
    }

    [Fact]
    public async Task Read_TooSlowForWhatIsAtHand_IsRepairedByQueries()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(
            History with { ReaderBufferCapacity = 3, RetainedRange = "limit 1000", SubscriptionRange = "limit 100" }, posted: 3);

        Edit(1);
        RemoveMessage(0);
        Post(300);

        (await WordsAsync(reader, 302)).Should().Equal(["edit 1*3", "removal 0*4", .. Numbers(5, 304)]);
        Queries.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_TooSlowForTheServer_IsAGapAndThenWhatIsLeft()
    {
        AddRoom("limit 200", "limit 100");
        IChatRoom room = await NewClient().JoinAsync("lobby", History with { ReaderBufferCapacity = 3 }).Within();
        Post(2);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        Post(500);

        (await WordsAsync(reader, 201)).Should().Equal(["gap ReaderTooSlow 1..302 300", .. Numbers(302, 501)]);
        Log.Records.Should().ContainSingle(r => r.EventId.Name == "ReaderTooSlow");
    }

    [Fact]
    public async Task Read_DropOldest_SaysHowManyInTheirPlace()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(
            History with { ReaderBufferCapacity = 3, Overflow = ReaderOverflow.DropOldest }, posted: 2);

        Post(10);

        (await WordsAsync(reader, 4)).Should().Equal("gap ReaderTooSlow 1..9 7", "9", "10", "11");
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("12");
    }

    [Fact]
    public async Task Read_FailOnOverflow_EndsAfterWhatIsBuffered()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(
            History with { ReaderBufferCapacity = 3, Overflow = ReaderOverflow.Fail }, posted: 2);

        Post(10);

        (await WordsAsync(reader, 3)).Should().Equal("2", "3", "4");
        (await reader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<MessagingException>())
            .Which.Should().Match<MessagingException>(e => e.Code == MessagingErrorCode.ReaderTooSlow && e.IsTransient);
    }

    [Fact]
    public async Task Read_EventsNotDelivered_AreFetched()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 2);

        Server.Session.LoseNext(3);
        Post(2);
        Edit(0);
        Post(2);

        (await WordsAsync(reader, 5)).Should().Equal("2", "3", "edit 0*4", "5", "6");
        Queries.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_EventsNotDeliveredAndNotRetained_AreAGap()
    {
        AddRoom("limit 4", "limit 4");
        Post(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        Server.Session.LoseNext(8);
        Post(10);

        (await WordsAsync(reader, 5)).Should().Equal("gap EventsLost 1..8 6", "8", "9", "10", "11");
    }

    [Fact]
    public async Task Read_SessionReplaced_NothingHappened_TellsNothing()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        await ReplaceSessionAsync();
        Post();

        (await WordsAsync(reader, 1)).Should().Equal("3");
        Queries.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_SessionReplaced_WhatHappenedInBetweenIsTold()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        await ReplaceSessionAsync(() =>
        {
            Post();
            Edit(1);
            RemoveMessage(3);
            Post();
        });

        (await WordsAsync(reader, 3)).Should().Equal("removal 3*5", "edit 1*4", "6");
        Queries.Should().BeEmpty();
    }

    /// <summary>The messages of the hole are more than what a subscription begins with.</summary>
    [Fact]
    public async Task Read_SessionReplacedLate_FetchesTheRest()
    {
        AddRoom("limit 200", "limit 5");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Post(3);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        await ReplaceSessionAsync(() =>
        {
            Edit(1);
            Post(30);
        });

        (await WordsAsync(reader, 31)).Should().Equal(["edit 1*3", .. Numbers(4, 33)]);
        Queries.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_SessionReplacedTooLate_IsAGap()
    {
        AddRoom("limit 10", "limit 5");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Post(3);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        await ReplaceSessionAsync(() => Post(30));

        (await WordsAsync(reader, 11)).Should().Equal(["gap SessionReplaced 2..23 20", .. Numbers(23, 32)]);
    }

    [Fact]
    public async Task Read_RoomRecreatedWhileAway_IsSaidAndReadFromItsBeginning()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        await ReplaceSessionAsync(() =>
        {
            Server.Topics.Remove(Path);
            AddRoom();
            Post(2);
        });

        (await WordsAsync(reader, 3)).Should().Equal("gap RoomRecreated 2..", "0", "1");
        Post();
        (await WordsAsync(reader, 1)).Should().Equal("2");
    }

    [Fact]
    public async Task Read_RoomRecreatedAndAsFarAgain_IsRecognisedByTheTime()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        await ReplaceSessionAsync(() =>
        {
            Server.Topics.Remove(Path);
            AddRoom();
            Time.Advance(TimeSpan.FromMilliseconds(1));
            Post(5);
        });

        (await WordsAsync(reader, 6)).Should().Equal(["gap RoomRecreated 2..", .. Numbers(0, 4)]);
    }

    /// <summary>The new series does not overlap with what is at hand: only the query shows it.</summary>
    [Fact]
    public async Task Read_RoomRecreatedAndFarAhead_IsRecognisedByTheQuery()
    {
        AddRoom("limit 50", "limit 5");
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Post(3);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        await ReplaceSessionAsync(() =>
        {
            Server.Topics.Remove(Path);
            AddRoom("limit 50", "limit 5");
            Time.Advance(TimeSpan.FromMilliseconds(1));
            Post(30);
        });

        (await WordsAsync(reader, 31)).Should().Equal(["gap RoomRecreated 2..", .. Numbers(0, 29)]);
    }

    [Fact]
    public async Task Read_TopicRemovedAndAddedAgain_IsSaidAndReadFromItsBeginning()
    {
        AddRoom();
        Post(3);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        Server.Remove(Path);
        await using StreamProbe<RoomEvent> late = room.ReadAsync().Probe();
        (await HistoryAsync(late)).Should().Equal("caught up");
        AddRoom();
        Post(4);

        (await WordsAsync(reader, 5)).Should().Equal(["gap RoomRecreated 2..", .. Numbers(0, 3)]);
        (await WordsAsync(late, 4)).Should().Equal(Numbers(0, 3));
        await Log.WhenLoggedAsync("RoomTopicRemoved").Within();
    }

    [Fact]
    public async Task Read_RoomRecreatedAndEmpty_IsSaid()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        await ReplaceSessionAsync(() => Server.Topics.Remove(Path));
        (await WordsAsync(reader, 1)).Should().Equal("gap RoomRecreated 2..");
        Post();

        (await WordsAsync(reader, 1)).Should().Equal("0");
    }

    /// <summary>To find out when all is there that a renewed subscription begins with, the room asks once more, but not for ever.</summary>
    [Fact]
    public async Task Read_RenewalWhileLeaving_DoesNotBringTheSubscriptionBack()
    {
        AddRoom();
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Remove(Path);
        var unsubscribing = new TaskCompletionSource();
        Server.OnCall = (call, _) => call.StartsWith("unsubscribe", StringComparison.Ordinal) ? unsubscribing.Task : Task.CompletedTask;

        Task leaving = room.LeaveAsync();
        AddRoom();
        unsubscribing.SetResult();
        await leaving.Within();
        await Log.WhenLoggedAsync("RoomTopicRemoved").Within();

        Server.Session.Selections.Should().BeEmpty();
        Server.Calls.Should().EndWith($"unsubscribe {Path}");
    }

    [Fact]
    public async Task Read_RenewalNotConfirmed_IsRepairedAllTheSame()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);
        Server.OnCall = (call, _) => call.StartsWith("subscribe", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.ServerError, "refused by the test")
            : Task.CompletedTask;

        EndSubscription();
        (await WordsAsync(reader, 1)).Should().Equal("gap SubscriptionEnded 2..");
        Post();
        RestoreSubscription();

        (await WordsAsync(reader, 1)).Should().Equal("3");
        Log.Records.Should().ContainSingle(r => r.EventId.Name == "RenewalNotConfirmed");
    }

    [Fact]
    public async Task Read_ServerEndsTheSubscription_IsAGapAndRepairedWhenItIsBack()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        EndSubscription();
        (await WordsAsync(reader, 1)).Should().Equal("gap SubscriptionEnded 2..");
        Post(2);
        Edit(0);
        RestoreSubscription();
        Post();

        (await WordsAsync(reader, 4)).Should().Equal("3", "4", "edit 0*5", "6");
        await Log.WhenLoggedAsync("SubscriptionEnded").Within();
    }

    [Fact]
    public async Task Read_WhileTheSubscriptionHasEnded_TellsWhatIsKnownAndSaysSo()
    {
        AddRoom();
        Post(2);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        EndSubscription();

        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await WordsAsync(reader, 4)).Should().Equal("0", "1", "caught up", "gap SubscriptionEnded 1..");
    }

    [Fact]
    public async Task Read_SdkRenewsTheSubscription_TellsNothingTwice()
    {
        await using StreamProbe<RoomEvent> reader = await ReadAsync(History, posted: 3);

        Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.Requested));
        RestoreSubscription();
        Post();

        (await WordsAsync(reader, 1)).Should().Equal("3");
    }

    private async Task<StreamProbe<RoomEvent>> ReadAsync(RoomOptions options, int posted)
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", options).Within();
        Post(posted);
        StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);
        return reader;
    }

    private async Task ReplaceSessionAsync(Action? inBetween = null)
    {
        int sessions = Server.Sessions.Count;
        Server.Session.Drop();
        inBetween?.Invoke();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Log.WhenLoggedAsync("Reconnected").Within();
        Server.Sessions.Should().HaveCount(sessions + 1);
    }

    private void EndSubscription()
    {
        Server.Session.Selections.Remove(Path);
        Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.Server));
    }

    /// <summary>The server subscribes the session again, by itself.</summary>
    private void RestoreSubscription() => Server.Subscribe(Server.Session, Path);
}
