using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>A live room holds its last message and nothing else: what can be known is known, and what cannot is said to be unknown.</summary>
public sealed class LiveOutcomeTests : SendingTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AnswerLostAndTheTopicHoldsIt_IsAccepted(bool endsSession)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextAnswer("set", endsSession);

        Task<SendReceipt> sending = room.SendAsync("hi");
        if (endsSession)
        {
            await ReconnectAsync(client);
        }

        SendReceipt receipt = await sending.Within();
        receipt.Timestamp.Should().BeBefore(Time.GetUtcNow().AddMilliseconds(1));
        Traffic.Should().Equal("set");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Send_RequestLostAndTheTopicHoldsWhatItHeldBefore_IsSentAgain(bool endsSession, bool heldAMessage)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        if (heldAMessage)
        {
            await room.SendAsync("before").Within();
        }

        LoseNextRequest("set", endsSession);
        Task<SendReceipt> sending = room.SendAsync("hi");
        if (endsSession)
        {
            await ReconnectAsync(client);
        }

        await sending.Within();
        Traffic.Should().Equal(Enumerable.Repeat("set", heldAMessage ? 3 : 2));
        Server.Topics[Path].Json.Should().Contain("\"hi\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_ManyCutInTheMiddle_ThoseBehindTheOneThatTheTopicHoldsAreSentAgain(bool areDelivered)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        int sets = 0;
        Server.OnCall = (call, _) =>
        {
            if (!call.StartsWith("set", StringComparison.Ordinal) || ++sets != 4)
            {
                return Task.CompletedTask;
            }

            Server.Session.Drop();
            throw Lost;
        };
        if (!areDelivered)
        {
            Server.Session.Deliveries.Hold();
        }

        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;
        Task<SendReceipt>[] sends = [.. Enumerable.Range(1, 5).Select(i => room.SendAsync($"{i}"))];
        Server.OnReply = () => Task.CompletedTask;
        answer.SetException(Lost);
        await ReconnectAsync(client);

        await Task.WhenAll(sends[2..]).Within();
        Server.Topics[Path].Json.Should().Contain("\"5\"");
        (await FailureAsync(sends[0])).IsOutcomeUnknown.Should().BeTrue();
        (await FailureAsync(sends[1])).IsOutcomeUnknown.Should().BeTrue();
    }

    [Fact]
    public async Task Retry_TheTopicHoldsALaterMessage_IsStillUnknown()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextAnswer("set");
        Task<SendReceipt> first = room.SendAsync("1");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Put(Path, """{"text":"other"}""");
        await ReconnectAsync(client);
        await FailureAsync(first);
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;
        Task<SendReceipt> second = room.SendAsync("2");
        Task<SendReceipt> again = room.Outbox.RetryAsync(room.Outbox.Messages[0].Id);
        Server.OnReply = () => Task.CompletedTask;
        Server.Session.Drop();
        answer.SetException(Lost);
        await ReconnectAsync(client);

        await second.Within();
        (await FailureAsync(again)).IsOutcomeUnknown.Should().BeTrue();
        Server.Topics[Path].Json.Should().Contain("\"2\"");
    }

    [Fact]
    public async Task Send_TheTopicHoldsAnotherMessage_IsUnknown()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextAnswer("set");
        Task<SendReceipt> sending = room.SendAsync("hi");
        Task<SendReceipt> next = room.SendAsync("next");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Put(Path, """{"text":"other"}""");
        await ReconnectAsync(client);

        MessagingException error = await FailureAsync(sending);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("unknown");
        await next.Within();
        Server.Topics[Path].Json.Should().Contain("\"next\"");
    }

    [Fact]
    public async Task Send_TheFormerMessageHasNoId_NobodyCanTell()
    {
        Server.Put(Path, """{"text":"before"}""");
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextRequest("set");
        Task<SendReceipt> sending = room.SendAsync("hi");
        await ReconnectAsync(client);

        (await FailureAsync(sending)).IsOutcomeUnknown.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"text":"before"}""")]
    [InlineData("17")]
    public async Task Send_RequestLostAndNothingHasComeOnTheSameSession_IsSentAgainWhateverItHeld(string before)
    {
        Server.Put(Path, before);
        (MessagingClient _, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextRequest("set", endsSession: false);

        await room.SendAsync("hi").Within();

        Traffic.Should().Equal("set", "set");
    }

    [Fact]
    public async Task Send_AcceptedAndReplacedByTheFormerMessage_IsUnknown()
    {
        const string former = """{"text":"before","id":"m0"}""";
        Server.Put(Path, former);
        (MessagingClient _, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        Server.OnReply = () =>
        {
            Server.OnReply = () => Task.CompletedTask;
            Server.Put(Path, former); // by a client that sends blindly again
            throw new MessagingException(MessagingErrorCode.Timeout, "scripted", isTransient: true);
        };

        (await FailureAsync(room.SendAsync("hi"))).IsOutcomeUnknown.Should().BeTrue();

        Traffic.Should().Equal("set");
    }

    [Fact]
    public async Task Send_TheRoomMayNotBeRead_IsUnknown()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync(kind: RoomKind.Live);
        LoseNextAnswer("set", endsSession: false);
        Func<string, CancellationToken, Task> lose = Server.OnCall;
        Server.OnCall = (call, token) => call.StartsWith("subscribe", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted")
            : lose(call, token);

        MessagingException error = await FailureAsync(room.SendAsync("hi"));

        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.IsOutcomeUnknown.Should().BeTrue();
    }
}
