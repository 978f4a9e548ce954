using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class ReadingTests : RoomTest
{
    private const string Path = "Chat/lobby";

    [Fact]
    public async Task Read_EmptyRoom_IsCaughtUpAtOnce()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Should().Be(new CaughtUp());
    }

    [Fact]
    public async Task Read_RoomWithAMessage_StartsWithItThenIsLive()
    {
        Server.Put(Path, """{"text":"earlier"}""");
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Text().Should().Be("earlier");
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Server.Put(Path, """{"text":"one"}""");
        Server.Put(Path, """{"text":"two"}""");
        (await reader.NextAsync()).Text().Should().Be("one");
        (await reader.NextAsync()).Text().Should().Be("two");
    }

    [Fact]
    public async Task Read_LateReader_StartsWithTheMessageOfNow()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        Server.Put(Path, """{"text":"one"}""");
        Server.Put(Path, """{"text":"two"}""");

        (await room.ReadAsync().Probe().NextAsync(2)).Should().Equal(
            new MessagePosted(new ChatMessage { Text = "two" }), new CaughtUp());
    }

    [Fact]
    public async Task Read_OwnMessage_IsMarked()
    {
        IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        SendReceipt receipt = await room.SendAsync("hi").Within();
        ChatMessage own = (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;
        Server.Put(Path, """{"text":"hi","name":"ann","id":"somebody else's"}""");
        ChatMessage others = (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;

        own.Should().Be(new ChatMessage
        {
            Text = "hi", Name = "ann", Timestamp = Time.GetUtcNow(), Id = receipt.Id, IsOwn = true,
        });
        others.IsOwn.Should().BeFalse();
    }

    [Fact]
    public async Task Read_WhatIsNoMessage_IsToldAndEndsNothing()
    {
        Server.Put(Path, "7");
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Should().BeOfType<UnreadableMessage>().Which.RawJson.Should().Be("7");
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Server.Put(Path, """{"no":"text"}""");
        (await reader.NextAsync()).Should().BeOfType<UnreadableMessage>();
        Server.Session.Tell(Path, l => l.OnValue(new BrokenValue()));
        (await reader.NextAsync()).Should().Be(new UnreadableMessage("", "It is no JSON value."));
        Server.Put(Path, """{"text":"a message again"}""");
        (await reader.NextAsync()).Text().Should().Be("a message again");
    }

    [Fact]
    public async Task Read_ReadersAreIndependent()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> fast = room.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> slow = room.ReadAsync().Probe();
        await fast.NextAsync();
        await slow.NextAsync();

        Server.Put(Path, """{"text":"one"}""");
        Server.Put(Path, """{"text":"two"}""");

        (await fast.NextAsync(2)).Select(e => e.Text()).Should().Equal("one", "two");
        (await slow.NextAsync(2)).Select(e => e.Text()).Should().Equal("one", "two");
    }

    [Fact]
    public async Task Read_EndedEarly_ForgetsTheReader()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await foreach (RoomEvent _ in room.ReadAsync())
        {
            break;
        }

        Server.Put(Path, """{"text":"nobody reads"}""");

        (await room.ReadAsync().Probe().NextAsync()).Text().Should().Be("nobody reads");
    }

    [Fact]
    public async Task Read_Cancelled_ThrowsItsToken()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(cancellation.Token).Probe();
        await reader.NextAsync();
        Task<bool> waiting = reader.MoveNextAsync();

        await cancellation.CancelAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Read_CancelledWithMessagesWaiting_StopsBeforeThem()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(cancellation.Token).Probe();
        await reader.NextAsync();
        Server.Put(Path, """{"text":"one"}""");
        Server.Put(Path, """{"text":"two"}""");
        await reader.NextAsync();

        await cancellation.CancelAsync();

        await reader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Read_TooSlow_DropsTheOldestAndSaysHowMany()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { ReaderBufferCapacity = 3 }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Put(1, 10);

        (await reader.NextAsync(4)).Select(Summary).Should().Equal("missed 7", "8", "9", "10");
        Put(11, 13);
        (await reader.NextAsync(3)).Select(Summary).Should().Equal("11", "12", "13");
        Put(14, 17);
        (await reader.NextAsync(4)).Select(Summary).Should().Equal("missed 1", "15", "16", "17");
        Log.Records.Count(r => r.EventId.Name == "ReaderTooSlow").Should().Be(2);
    }

    [Fact]
    public async Task Read_FailOnOverflow_EndsAfterWhatIsBuffered()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { ReaderBufferCapacity = 3, Overflow = ReaderOverflow.Fail }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Put(1, 10);

        (await reader.NextAsync(3)).Select(Summary).Should().Equal("1", "2", "3");
        (await reader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<MessagingException>())
            .Which.Should().Match<MessagingException>(e => e.Code == MessagingErrorCode.ReaderTooSlow && e.IsTransient);
    }

    [Fact]
    public async Task Read_TooSlowAcrossAGap_DoesNotClaimToKnowHowMany()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { ReaderBufferCapacity = 2 }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        Put(1, 1);
        Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.Server));
        Put(2, 3);

        (await reader.NextAsync(3)).Select(Summary).Should().Equal("missed ?", "2", "3");
    }

    [Fact]
    public async Task Read_SlowReader_HoldsUpNobody()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { ReaderBufferCapacity = 1 }).Within();
        await using StreamProbe<RoomEvent> stuck = room.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> fast = room.ReadAsync().Probe();
        await stuck.NextAsync();
        await fast.NextAsync();

        for (int i = 1; i <= 1000; i++)
        {
            Put(i, i);
            (await fast.NextAsync()).Text().Should().Be($"{i}");
        }

        (await stuck.NextAsync(2)).Select(Summary).Should().Equal("missed 999", "1000");
    }

    [Fact]
    public async Task Read_TopicRemovedAndAddedAgain_GoesOn()
    {
        Server.Put(Path, """{"text":"before"}""");
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync(2);

        Server.Remove(Path);
        await using StreamProbe<RoomEvent> late = room.ReadAsync().Probe();
        (await late.NextAsync()).Should().Be(new CaughtUp());
        Server.Put(Path, """{"text":"before"}""");

        (await reader.NextAsync()).Text().Should().Be("before");
        (await late.NextAsync()).Text().Should().Be("before");
        await Log.WhenLoggedAsync("RoomTopicRemoved").Within();
    }

    [Fact]
    public async Task Read_ServerEndsTheSubscription_IsAGapUntilItIsBack()
    {
        Server.Put(Path, """{"text":"before"}""");
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync(2);

        Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.Server));
        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SubscriptionEnded));
        Server.Session.Tell(Path, l => l.OnSubscribed(TopicDescription.Json));
        Server.Put(Path, """{"text":"before"}""");
        Server.Put(Path, """{"text":"after"}""");

        (await reader.NextAsync()).Text().Should().Be("after", because: "the first one it had already");
        await Log.WhenLoggedAsync("SubscriptionEnded").Within();
    }

    [Fact]
    public async Task Read_UnsubscribedByTheSdkItself_IsNoEvent()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        Server.Session.Tell(Path, l => l.OnUnsubscribed(UnsubscribeCause.Requested));
        Put(1, 1);

        (await reader.NextAsync()).Text().Should().Be("1");
    }

    /// <summary>The session's thread only hands over: a reader that never comes back does not keep it.</summary>
    [Fact]
    public async Task Read_ConsumerBlocksInItsLoop_TheSessionsThreadIsFree()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        Put(0, 0);
        using var release = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource();
        Task blocked = Task.Run(async () =>
        {
            await foreach (RoomEvent _ in room.ReadAsync())
            {
                isBlocked.SetResult();
                release.Wait(WithinExtensions.Patience);
                return;
            }
        });
        await isBlocked.Task.Within();

        Task handOver = Task.Run(() => Put(1, 100));

        await handOver.Within();
        release.Set();
        await room.LeaveAsync().Within();
        await blocked.Within();
        blocked.IsCompletedSuccessfully.Should().BeTrue();
    }

    private static string Summary(RoomEvent roomEvent) => roomEvent switch
    {
        MessagePosted posted => posted.Message.Text,
        Gap { Reason: GapReason.ReaderTooSlow, MissedCount: null } => "missed ?",
        Gap { Reason: GapReason.ReaderTooSlow } gap => $"missed {gap.MissedCount}",
        _ => roomEvent.ToString(),
    };

    private void Put(int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            Server.Put(Path, $$"""{"text":"{{i}}"}""");
        }
    }

    private sealed class BrokenValue : TopicValue
    {
        public override string ToJson() => throw new FormatException("broken");
    }
}
