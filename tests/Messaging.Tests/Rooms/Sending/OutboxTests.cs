using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>Without a connection messages wait: so many, so long, in order, and everybody can see them.</summary>
public sealed class OutboxTests : SendingTest
{
    [Theory]
    [InlineData(RoomKind.History)]
    [InlineData(RoomKind.Live)]
    public async Task Send_WhileReconnecting_WaitsAndIsSentInOrder(RoomKind kind)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: kind);
        await DropAsync(client);

        Task<SendReceipt>[] sends = [.. Enumerable.Range(0, 20).Select(i => room.SendAsync($"{i}"))];

        room.Outbox.Messages.Select(m => (m.Text, m.State)).Should()
            .Equal(Enumerable.Range(0, 20).Select(i => ($"{i}", OutboxMessageState.Waiting)));
        Traffic.Should().BeEmpty();
        await ReconnectAsync(client);
        await Task.WhenAll(sends).Within();

        room.Outbox.Messages.Should().BeEmpty();
        Traffic.Should().Equal(Enumerable.Repeat(kind == RoomKind.Live ? "set" : "append", 20));
        if (kind == RoomKind.History)
        {
            Texts.Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
        }

        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Send_TwoHandlesOfARoom_KeepOneOrder()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        IChatRoom other = await client.JoinAsync("lobby", History).Within();
        await DropAsync(client);

        Task<SendReceipt>[] sends = [.. Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? room : other).SendAsync($"{i}"))];
        room.Outbox.Messages.Should().HaveCount(5);
        await ReconnectAsync(client);
        await Task.WhenAll(sends).Within();

        Texts.Should().Equal(Enumerable.Range(0, 10).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Send_OutboxIsFull_RejectsTheNewestAcrossRooms()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.OutboxCapacity = 3);
        IChatRoom kitchen = await client.JoinAsync("kitchen", History).Within();
        await DropAsync(client);
        Task<SendReceipt>[] sends = [room.SendAsync("1"), kitchen.SendAsync("2"), room.SendAsync("3")];

        MessagingException error = await FailureAsync(kitchen.SendAsync("4"));

        error.Code.Should().Be(MessagingErrorCode.OutboxFull);
        error.IsTransient.Should().BeTrue();
        error.IsOutcomeUnknown.Should().BeFalse();
        error.Message.Should().Contain("3 wait").And.Contain("OutboxCapacity");
        kitchen.Outbox.Messages.Should().ContainSingle();
        await ReconnectAsync(client);
        await Task.WhenAll(sends).Within();
        Texts.Should().Equal("1", "3");
        await DropAsync(client);
        Task<SendReceipt> again = kitchen.SendAsync("4");
        again.IsCompleted.Should().BeFalse(because: "the places were given back");
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await again.Within();
    }

    [Fact]
    public async Task Send_TimeIsOver_FailsAndSaysThatItIsNotThere()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.SendTimeout = TimeSpan.FromSeconds(7));
        Server.OnOpen = FakeServer.NeverAsync;
        await DropAsync(client);

        Task<SendReceipt> sending = room.SendAsync("hi");
        Task<SendReceipt> second = room.SendAsync("you");
        await Time.PassAsync(TimeSpan.FromSeconds(7));

        foreach (Task<SendReceipt> failed in (Task<SendReceipt>[])[sending, second])
        {
            MessagingException error = await FailureAsync(failed);
            error.Code.Should().Be(MessagingErrorCode.NotSent);
            error.IsTransient.Should().BeTrue();
            error.IsOutcomeUnknown.Should().BeFalse();
            error.Message.Should().Contain("not in the room").And.Contain("00:00:07").And.Contain("Reconnecting");
        }

        room.Outbox.Messages.Should().OnlyContain(m => m.State == OutboxMessageState.Failed).And.HaveCount(2);
    }

    [Fact]
    public async Task Send_TimeIsOverWhileTheOutcomeIsUnknown_SaysSo()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync(o => o.SendTimeout = TimeSpan.FromSeconds(7));
        Server.OnOpen = FakeServer.NeverAsync;
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("hi");
        await Time.PassAsync(TimeSpan.FromSeconds(7));

        MessagingException error = await FailureAsync(sending);
        error.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("unknown").And.Contain("00:00:07");
    }

    [Fact]
    public async Task Retry_OfOneThatMayBeThere_FindsItInsteadOfSendingItAgain()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.SendTimeout = TimeSpan.FromSeconds(7));
        var opened = new TaskCompletionSource();
        Server.OnOpen = token => opened.Task.WaitAsync(token);
        LoseNextAnswer("append");
        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        await Time.PassAsync(TimeSpan.FromSeconds(7));
        await FailureAsync(sending);
        OutboxMessage failed = room.Outbox.Messages.Should().ContainSingle().Which;
        opened.SetResult();
        await client.WhenAsync(ConnectionState.Connected);

        SendReceipt receipt = await room.Outbox.RetryAsync(failed.Id).Within();

        receipt.WasDuplicate.Should().BeTrue();
        receipt.Event!.Sequence.Should().Be(0);
        receipt.Timestamp.Should().Be(failed.Timestamp);
        Texts.Should().Equal("hi");
        room.Outbox.Messages.Should().BeEmpty();
        await room.Outbox.Awaiting(o => o.RetryAsync(failed.Id)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Retry_OfOneThatIsNotThere_SendsItBehindTheOthersOnce()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        Server.OnCall = (_, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted");
        MessagingException error = await FailureAsync(room.SendAsync("1"));
        OutboxMessage failed = room.Outbox.Messages.Should().ContainSingle().Which;
        failed.Error.Should().BeSameAs(error);
        Server.OnCall = (_, _) => Task.CompletedTask;
        await room.SendAsync("2").Within();
        Server.OnReply = async () => await Task.Yield();

        SendReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            await Task.Yield();
            return await room.Outbox.RetryAsync(failed.Id);
        }).Select(async retry =>
        {
            try
            {
                return await retry;
            }
            catch (InvalidOperationException)
            {
                return new SendReceipt(failed.Id, default); // another one had been quicker
            }
        })).Within();

        receipts.Should().Contain(r => r.Event != null && r.Event.Sequence == 1);
        Texts.Should().Equal("2", "1");
        room.Outbox.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Retry_OfOneWithAGivenIdThatNobodyHasLookedFor_LooksForTheTryOfAnotherProcess()
    {
        AddRoom();
        Server.Append(Path, """{"text":"1","id":"m1"}""", "ann");
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.SendTimeout = TimeSpan.FromSeconds(7));
        var opened = new TaskCompletionSource();
        Server.OnOpen = token => opened.Task.WaitAsync(token);
        await DropAsync(client);
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        Task<SendReceipt> sending = room.SendAsync("1", new SendOptions { Id = new MessageId("m1") });
        await Time.PassAsync(TimeSpan.FromSeconds(7));
        (await FailureAsync(sending)).Code.Should().Be(MessagingErrorCode.NotSent);
        opened.SetResult();
        await client.WhenAsync(ConnectionState.Connected);

        SendReceipt receipt = await room.Outbox.RetryAsync(new MessageId("m1")).Within();

        receipt.WasDuplicate.Should().BeTrue();
        Texts.Should().Equal("1");
    }

    [Fact]
    public async Task Send_AgainWithTheIdOfOneThatFailed_TakesItsPlace()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        var m1 = new SendOptions { Id = new MessageId("m1") };
        Server.OnCall = (_, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted");
        await FailureAsync(room.SendAsync("1", m1));
        room.Outbox.Messages.Should().ContainSingle();
        Server.OnCall = (_, _) => Task.CompletedTask;

        await room.SendAsync("1", m1).Within();

        room.Outbox.Messages.Should().BeEmpty();
        Texts.Should().Equal("1");
    }

    [Fact]
    public async Task Discard_TakesBackWhatWaitsOrHasFailed()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        Server.OnOpen = FakeServer.NeverAsync;
        await DropAsync(client);
        Task<SendReceipt> first = room.SendAsync("1");
        MessageId id = room.Outbox.Messages[0].Id;

        room.Outbox.Discard(id).Should().BeTrue();

        (await FailureAsync(first)).Code.Should().Be(MessagingErrorCode.NotSent);
        room.Outbox.Messages.Should().BeEmpty();
        room.Outbox.Discard(id).Should().BeFalse();
    }

    [Fact]
    public async Task Discard_OneOnItsWay_DoesNothing()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;
        Task<SendReceipt> sending = room.SendAsync("1");
        OutboxMessage pending = room.Outbox.Messages.Should().ContainSingle().Which;
        pending.State.Should().Be(OutboxMessageState.Sending);

        room.Outbox.Discard(pending.Id).Should().BeFalse();

        answer.SetResult();
        await sending.Within();
    }

    [Fact]
    public async Task Failed_MoreThanTheCapacity_TheOldestGo()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync(o => o.OutboxCapacity = 2);
        Server.OnCall = (_, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted");

        for (int i = 0; i < 5; i++)
        {
            await FailureAsync(room.SendAsync($"{i}"));
        }

        room.Outbox.Messages.Select(m => m.Text).Should().Equal("3", "4");
    }

    [Fact]
    public async Task Watch_TellsEveryState()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        await using StreamProbe<IReadOnlyList<OutboxMessage>> watcher = room.Outbox.WatchAsync().Probe();
        (await watcher.NextAsync()).Should().BeEmpty();
        Server.OnOpen = FakeServer.NeverAsync;
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("1");
        Task<SendReceipt> second = room.SendAsync("2");

        IReadOnlyList<OutboxMessage> seen = await watcher.NextAsync();
        seen.Select(m => m.State).Should().Equal(OutboxMessageState.Checking, OutboxMessageState.Waiting);
        seen[0].Since.Should().Be(Time.GetUtcNow());
        await room.LeaveAsync().Within();
        (await FailureAsync(sending)).IsOutcomeUnknown.Should().BeTrue();
        (await FailureAsync(second)).IsOutcomeUnknown.Should().BeFalse();
        (await watcher.NextAsync()).Should().BeEmpty();
        (await watcher.EndsAsync()).Should().BeTrue();
        await client.WhenAsync(ConnectionState.Reconnecting);
    }

    [Fact]
    public async Task Watch_ClientCloses_TellsThatAllHaveFailedAndEnds()
    {
        ExpectError("ConnectionGivenUp");
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.ReconnectTimeout = TimeSpan.FromSeconds(5));
        Server.OnOpen = FakeServer.NeverAsync;
        await DropAsync(client);
        Task<SendReceipt> sending = room.SendAsync("1");
        await using StreamProbe<IReadOnlyList<OutboxMessage>> watcher = room.Outbox.WatchAsync().Probe();
        (await watcher.NextAsync()).Should().ContainSingle();

        await Time.PassAsync(TimeSpan.FromSeconds(5));

        MessagingException error = await FailureAsync(sending);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.IsTransient.Should().BeFalse();
        error.InnerException.Should().BeSameAs(client.Status.Error);
        (await watcher.NextAsync()).Should().ContainSingle().Which.State.Should().Be(OutboxMessageState.Failed);
        (await watcher.EndsAsync()).Should().BeTrue();
        (await FailureAsync(room.SendAsync("2"))).Code.Should().Be(MessagingErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task Leave_WhileMessagesWait_FailsThisHandlesOnly()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        IChatRoom other = await client.JoinAsync("lobby", History).Within();
        await DropAsync(client);
        Task<SendReceipt> mine = room.SendAsync("1");
        Task<SendReceipt> others = other.SendAsync("2");

        await room.LeaveAsync().Within();

        MessagingException error = await FailureAsync(mine);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.Message.Should().Contain("was left");
        await ReconnectAsync(client);
        await others.Within();
        Texts.Should().Equal("2");
    }

    [Fact]
    public async Task Dispose_WhileMessagesWait_FailsThemAll()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        Server.OnOpen = FakeServer.NeverAsync;
        LoseNextAnswer("append");
        Task<SendReceipt> first = room.SendAsync("1");
        Task<SendReceipt> second = room.SendAsync("2");
        await client.WhenAsync(ConnectionState.Reconnecting);

        await client.DisposeAsync().Within();

        (await FailureAsync(first)).IsOutcomeUnknown.Should().BeTrue();
        MessagingException error = await FailureAsync(second);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.Message.Should().Contain("disposed");
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task View_Missing_LeavesOutWhatItShows()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        RoomView view = RoomView.Empty.Apply(await reader.NextAsync());
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;

        Task<SendReceipt> sending = room.SendAsync("1");
        IReadOnlyList<OutboxMessage> pending = room.Outbox.Messages;
        view.Missing(pending).Should().BeSameAs(pending).And.ContainSingle();
        view = view.Apply(await reader.NextAsync());

        room.Outbox.Messages.Should().ContainSingle(because: "the server has not answered yet");
        view.Missing(room.Outbox.Messages).Should().BeEmpty();
        answer.SetResult();
        await sending.Within();
    }
}
