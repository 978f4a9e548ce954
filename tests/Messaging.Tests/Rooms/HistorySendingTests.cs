using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class HistorySendingTests : HistoryReadingTest
{
    private static readonly SendOptions M1 = new() { Id = new MessageId("m1") };

    [Fact]
    public async Task Send_Text_IsOneAppendAndTheReceiptHasTheServersWord()
    {
        IChatRoom room = await NewClient(o => (o.Principal, o.DisplayName) = ("ann", "Zoë")).JoinAsync("lobby", History).Within();

        SendReceipt first = await room.SendAsync("hi").Within();
        SendReceipt second = await room.SendAsync("you").Within();

        Server.Calls.Should().Equal($"add {Path}", $"subscribe {Path}", $"append {Path}", $"append {Path}");
        first.Should().Be(new SendReceipt(first.Id, Time.GetUtcNow()) { Event = new EventMetadata(0, Time.GetUtcNow(), "ann") });
        second.Event!.Sequence.Should().Be(1);
        Server.Topics[Path].Series!.Events[0].ToJson().Should().Be(
            $$"""{"text":"hi","name":"Zoë","timestamp":"2026-11-23T20:00:00.000Z","id":"{{first.Id}}"}""");
    }

    [Fact]
    public async Task Send_TopicWasRemoved_CreatesItAgainAndKeepsTheOrder()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.Remove(Path);
        Server.OnReply = async () => await Task.Yield();

        SendReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => room.SendAsync($"{i}"))).Within();

        receipts.Select(r => r.Event!.Sequence).Should().Equal(Enumerable.Range(0, 100).Select(i => (long)i));
        Server.Topics[Path].Description.ToString().Should().Contain("TIME_SERIES");
    }

    [Fact]
    public async Task Send_ManyWithoutWaiting_AreOnTheWireAtOnceAndInOrder()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        Task<SendReceipt>[] sends = [.. Enumerable.Range(0, 50).Select(i => room.SendAsync($"{i}"))];

        Server.Calls.Count(c => c == $"append {Path}").Should().Be(50);
        (await Task.WhenAll(sends).Within()).Select(r => r.Event!.Sequence).Should().Equal(Enumerable.Range(0, 50).Select(i => (long)i));
    }

    [Fact]
    public async Task Send_GivenIdThatIsNew_IsLookedUpAndPosted()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        SendReceipt receipt = await room.SendAsync("hi", M1).Within();

        receipt.WasDuplicate.Should().BeFalse();
        Server.Calls.Skip(2).Should().Equal($"query {Path} from last 100 to end", $"append {Path}");
    }

    [Fact]
    public async Task Send_AgainAfterItsAnswerWasLost_PostsNothingAndSaysSo()
    {
        IChatRoom room = await NewClient(o => (o.Principal, o.OutboxCapacity) = ("ann", 0)).JoinAsync("lobby", History).Within();
        Server.OnReply = () => throw new MessagingException(MessagingErrorCode.Timeout, "scripted", isTransient: true);
        Server.OnCall = (call, _) =>
        {
            Server.OnReply = call.StartsWith("append", StringComparison.Ordinal)
                ? () => throw new MessagingException(MessagingErrorCode.Timeout, "scripted", isTransient: true)
                : () => Task.CompletedTask;
            return Task.CompletedTask;
        };
        await room.Awaiting(r => r.SendAsync("hi", M1).Within()).Should().ThrowAsync<MessagingException>();

        Time.Advance(TimeSpan.FromMinutes(1));
        SendReceipt again = await room.SendAsync("hi", M1).Within();

        again.Should().Be(new SendReceipt(M1.Id!.Value, Time.GetUtcNow().AddMinutes(-1))
        {
            Event = new EventMetadata(0, Time.GetUtcNow().AddMinutes(-1), "ann"), WasDuplicate = true,
        });
        Server.Topics[Path].Series!.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Send_AgainByAnotherProcess_IsFoundByTheQueryWhenTheSubscriptionLags()
    {
        IChatRoom first = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();
        IChatRoom second = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();
        Server.Session.Deliveries.Hold();
        SendReceipt sent = await first.SendAsync("hi", M1).Within();

        SendReceipt again = await second.SendAsync("hi", M1).Within();

        again.Should().Be(sent with { WasDuplicate = true });
        Server.Topics[Path].Series!.Events.Should().ContainSingle();
        Server.Session.Deliveries.Open();
    }

    [Fact]
    public async Task Send_AgainWhenItIsAtHand_AsksNobody()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        SendReceipt sent = await room.SendAsync("hi", M1).Within();
        int calls = Server.Calls.Count;

        (await room.SendAsync("hi", M1).Within()).Should().Be(sent with { WasDuplicate = true });

        Server.Calls.Should().HaveCount(calls);
    }

    [Fact]
    public async Task Send_AgainAfterAnEditAndARemoval_IsStillADuplicate()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        SendReceipt sent = await room.SendAsync("hi", M1).Within();
        await room.EditAsync(0, "hi!").Within();
        (await room.SendAsync("hi", M1).Within()).Should().Be(sent with { WasDuplicate = true });
        await room.RemoveAsync(0).Within();

        (await room.SendAsync("hi", M1).Within()).Should().Be(sent with { WasDuplicate = true });
    }

    [Fact]
    public async Task Send_SomebodyElsesMessageHasTheId_IsPosted()
    {
        AddRoom();
        Server.Append(Path, """{"text":"mine","id":"m1"}""", "mallory");
        IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();

        SendReceipt receipt = await room.SendAsync("hi", M1).Within();

        receipt.WasDuplicate.Should().BeFalse();
        receipt.Event!.Sequence.Should().Be(1);
    }

    [Fact]
    public async Task Send_HostileEventsInTheRoom_DoNotDisturbTheLookup()
    {
        AddRoom();
        foreach (string json in (string[])["7", "null", """{"id":{"id":"m1"}}""", """{"\udc00":1,"id":"m1x"}""", """{"id":""}""", "[[[", ""])
        {
            Server.Append(Path, json);
        }

        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        (await room.SendAsync("hi", M1).Within()).WasDuplicate.Should().BeFalse();
    }

    [Fact]
    public async Task Send_SameIdAtTheSameTime_IsOneAppend()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        IChatRoom other = await client.JoinAsync("lobby", History).Within();
        Server.OnReply = async () => await Task.Yield();

        SendReceipt[] receipts = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? room : other).SendAsync("hi", M1))).Within();

        receipts.Select(r => r.Event!.Sequence).Should().AllBeEquivalentTo(0L);
        receipts.Count(r => !r.WasDuplicate).Should().Be(1);
        Server.Calls.Count(c => c == $"append {Path}").Should().Be(1);
    }

    [Fact]
    public async Task Send_SameIdInAnotherRoom_IsAnotherMessage()
    {
        MessagingClient client = NewClient();
        IChatRoom one = await client.JoinAsync("lobby", History).Within();
        IChatRoom other = await client.JoinAsync("kitchen", History).Within();

        SendReceipt[] receipts = await Task.WhenAll(one.SendAsync("hi", M1), other.SendAsync("hi", M1)).Within();

        receipts.Should().OnlyContain(r => !r.WasDuplicate);
    }

    [Fact]
    public async Task Send_CallerGivesUp_TheSharedSendGoesOn()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        var answer = new TaskCompletionSource();
        Server.OnCall = (call, _) => call.StartsWith("append", StringComparison.Ordinal) ? answer.Task : Task.CompletedTask;
        using var cancellation = new CancellationTokenSource();

        Task<SendReceipt> first = room.SendAsync("hi", M1, cancellation.Token);
        Task<SendReceipt> second = room.SendAsync("hi", M1);
        await cancellation.CancelAsync();
        (await first.Awaiting(f => f.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
        answer.SetResult();

        (await second.Within()).Event!.Sequence.Should().Be(0);
    }

    [Fact]
    public async Task Send_TokenCancelledBefore_SendsNothing()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        await room.Awaiting(r => r.SendAsync("hi", M1, new CancellationToken(true)).Within()).Should().ThrowAsync<OperationCanceledException>();

        Server.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Send_SharedSendFails_BothAreToldAndTheNextTriesAnew()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        var answer = new TaskCompletionSource();
        Server.OnCall = (_, _) => answer.Task;
        Task<SendReceipt> first = room.SendAsync("hi", M1);
        Task<SendReceipt> second = room.SendAsync("hi", M1);
        answer.SetException(new MessagingException(MessagingErrorCode.NotPermitted, "scripted"));

        await first.Awaiting(f => f.Within()).Should().ThrowAsync<MessagingException>();
        await second.Awaiting(f => f.Within()).Should().ThrowAsync<MessagingException>();
        Server.OnCall = (_, _) => Task.CompletedTask;

        (await room.SendAsync("hi", M1).Within()).WasDuplicate.Should().BeFalse();
    }

    [Fact]
    public async Task Send_WithAndWithoutGivenIds_KeepTheOrderOfTheCalls()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        Server.OnReply = async () => await Task.Yield();

        SendReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            room.SendAsync($"{i}", i % 3 == 0 ? new SendOptions { Id = new MessageId($"{i}") } : null))).Within();

        receipts.Select(r => r.Event!.Sequence).Should().Equal(Enumerable.Range(0, 60).Select(i => (long)i));
    }

    [Fact]
    public async Task Send_NotConnectedAndNothingMayWait_SaysSo()
    {
        MessagingClient client = NewClient(o => o.OutboxCapacity = 0);
        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);

        foreach (SendOptions? options in (SendOptions?[])[null, M1])
        {
            (await room.Awaiting(r => r.SendAsync("hi", options).Within()).Should().ThrowAsync<MessagingException>())
                .Which.Code.Should().Be(MessagingErrorCode.NotConnected);
        }
    }

    [Fact]
    public async Task Send_LiveRoomWithAGivenId_AsksNothing()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        SendReceipt receipt = await room.SendAsync("hi", M1).Within();

        receipt.Event.Should().BeNull();
        Server.Calls.Should().Equal($"add {Path}", $"subscribe {Path}", $"set {Path}");
    }
}
