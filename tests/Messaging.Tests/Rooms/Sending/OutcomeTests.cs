using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>Nobody knows whether a message was accepted: it is looked for before it is sent again.</summary>
public sealed class OutcomeTests : SendingTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AnswerLost_IsFoundAndNotSentAgain(bool endsSession)
    {
        AddRoom();
        Post(3);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append", endsSession);

        Task<SendReceipt> sending = room.SendAsync("hi");
        if (endsSession)
        {
            await ReconnectAsync(client);
        }

        SendReceipt receipt = await sending.Within();
        receipt.Event.Should().Be(new EventMetadata(3, Time.GetUtcNow() - (endsSession ? TimeSpan.FromMilliseconds(125) : default), "ann"));
        receipt.WasDuplicate.Should().BeFalse();
        Traffic.Should().Equal("append", "query from 2 to next 10000");
        Texts.Should().Equal("posted", "posted", "posted", "hi");
        room.Outbox.Messages.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_RequestLost_IsSentAgainOnce(bool endsSession)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextRequest("append", endsSession);

        Task<SendReceipt> sending = room.SendAsync("hi");
        if (endsSession)
        {
            await ReconnectAsync(client);
        }

        SendReceipt receipt = await sending.Within();
        receipt.Event!.Sequence.Should().Be(0);
        Traffic.Should().Equal("append", "query from start to next 10000", "append");
        Texts.Should().Equal("hi");
    }

    [Fact]
    public async Task Send_ManyCutInTheMiddle_AreThereOnceAndInOrder()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        int appends = 0;
        Server.OnCall = (call, _) =>
        {
            if (!call.StartsWith("append", StringComparison.Ordinal) || ++appends != 11)
            {
                return Task.CompletedTask;
            }

            Server.Session.Drop();
            throw Lost;
        };
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;

        Task<SendReceipt>[] sends = [.. Enumerable.Range(0, 20).Select(i => room.SendAsync($"{i}"))];
        Server.OnReply = () => Task.CompletedTask;
        answer.SetException(Lost);
        Task<SendReceipt>[] later = [.. Enumerable.Range(20, 20).Select(i => room.SendAsync($"{i}"))];
        await ReconnectAsync(client);

        (await Task.WhenAll([.. sends, .. later]).Within()).Select(r => r.Event!.Sequence).Should().Equal(Enumerable.Range(0, 40).Select(i => (long)i));
        Texts.Should().Equal(Enumerable.Range(0, 40).Select(i => $"{i}"));
        Traffic.Count(call => call.StartsWith("query", StringComparison.Ordinal)).Should().Be(1, because: "one answer tells of all");
    }

    [Fact]
    public async Task Send_AnswerLostAndManyFollow_IsFoundHoweverFarBack()
    {
        AddRoom(retained: "limit 1000");
        Post(1);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Post(500);
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(1);
        Texts.Should().ContainSingle(text => text == "hi");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_ServerRetainsTooLittle_SaysThatItIsUnknown(bool wasAccepted)
    {
        AddRoom(retained: "limit 5");
        Post(3);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        if (wasAccepted)
        {
            LoseNextAnswer("append");
        }
        else
        {
            LoseNextRequest("append");
        }

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Post(20);
        await ReconnectAsync(client);

        MessagingException error = await FailureAsync(sending);
        error.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("unknown").And.Contain("does not retain");
        Texts.Should().NotContain("hi");
        room.Outbox.Messages.Should().ContainSingle().Which.Should().Match<OutboxMessage>(
            m => m.State == OutboxMessageState.Failed && m.Error == error && m.Text == "hi" && m.Name == "ann");
    }

    [Fact]
    public async Task Send_EverythingSinceIsRetainedButNothingBefore_IsCertain()
    {
        AddRoom(retained: "limit 5");
        Post(3);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextRequest("append");

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Post(5);
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(8);
    }

    [Fact]
    public async Task Send_RoomWasRecreatedMeanwhile_IsSentToTheNewOne()
    {
        AddRoom();
        Post(3);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        Server.Topics.Clear();
        Time.Advance(TimeSpan.FromMilliseconds(1));
        AddRoom();
        Post(2);
        Time.Advance(TimeSpan.FromMilliseconds(124));

        (await sending.Within()).Event!.Sequence.Should().Be(2);
        Texts.Should().Equal("posted", "posted", "hi");
    }

    [Fact]
    public async Task Send_ServerForgotTheRoom_IsSentAgain()
    {
        AddRoom();
        Post(3);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Topics.Clear();
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(0);
        Texts.Should().Equal("hi");
    }

    [Fact]
    public async Task Send_HistoryMayNotBeRead_SaysThatItIsUnknown()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");
        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.OnCall = (call, _) => call.StartsWith("query", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "no queries for you")
            : Task.CompletedTask;
        await ReconnectAsync(client);

        MessagingException error = await FailureAsync(sending);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("no queries for you");
        Texts.Should().Equal("hi");
    }

    [Fact]
    public async Task Send_LookingIsInterruptedToo_LooksAgain()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");
        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        LoseNextAnswer("query");
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await sending.Within()).Event!.Sequence.Should().Be(0);
        Texts.Should().Equal("hi");
        client.SessionId.Should().Be("session-3");
    }

    [Fact]
    public async Task Send_SessionResumesAndTheAnswerComesLate_NeedsNoQuery()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        var late = new TaskCompletionSource();
        Server.OnReply = () => late.Task;

        Task<SendReceipt> first = room.SendAsync("1");
        Task<SendReceipt> second = room.SendAsync("2");
        Server.OnReply = () => Task.CompletedTask;
        late.SetResult();

        await Task.WhenAll(first, second).Within();
        Traffic.Should().Equal("append", "append");
    }

    [Fact]
    public async Task Send_SameSessionGoesOnAfterCallsWereLost_IsLookedForOnIt()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        bool isLost = false;
        Server.OnCall = (call, _) => call.StartsWith("append", StringComparison.Ordinal) && !isLost && (isLost = true)
            ? throw Lost
            : Task.CompletedTask;

        SendReceipt receipt = await room.SendAsync("hi").Within();

        receipt.Event!.Sequence.Should().Be(0);
        client.SessionId.Should().Be("session-1");
        Traffic.Should().Equal("append", "query from start to next 10000", "append");
    }

    [Fact]
    public async Task Send_SessionSaysThatItIsNotConnected_WaitsAWhileAndSends()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        int calls = 0;
        Server.OnCall = (_, _) => ++calls <= 2
            ? throw new MessagingException(MessagingErrorCode.NotConnected, "scripted", isTransient: true)
            : Task.CompletedTask;

        Task<SendReceipt>[] sends = [room.SendAsync("1"), room.SendAsync("2")];

        await Time.PassUntilOverAsync(Task.WhenAll(sends), TimeSpan.FromMilliseconds(10));

        (await Task.WhenAll(sends).Within()).Select(r => r.Event!.Sequence).Should().Equal(0, 1);
        Texts.Should().Equal("1", "2");
    }

    [Fact]
    public async Task Send_UserChangedMeanwhile_IsFoundAsTheFormerUsers()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        Server.Security.Accounts.Add(new FakeAccount("bob", "password", []));
        LoseNextAnswer("append", endsSession: false);
        var looking = new TaskCompletionSource();
        var mayLook = new TaskCompletionSource();
        Func<string, CancellationToken, Task> lose = Server.OnCall;
        Server.OnCall = async (call, token) =>
        {
            await lose(call, token);
            if (call.EndsWith("to next 10000", StringComparison.Ordinal))
            {
                looking.TrySetResult();
                await mayLook.Task;
            }
        };

        Task<SendReceipt> sending = room.SendAsync("hi", new SendOptions { Id = new MessageId("m1") });
        await looking.Task.Within();
        await client.ChangeUserAsync("bob", "password").Within();
        mayLook.SetResult();

        (await sending.Within()).Event!.Author.Should().Be("ann");
        Texts.Should().Equal("hi");
    }

    [Fact]
    public async Task Send_GivenIdAndSomebodyElseTookIt_SaysThatItIsUnknown()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextRequest("append");
        Task<SendReceipt> sending = room.SendAsync("hi", new SendOptions { Id = new MessageId("m1") });
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Append(Path, """{"text":"mine","id":"m1"}""", "mallory");
        await ReconnectAsync(client);

        MessagingException error = await FailureAsync(sending);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("mallory");
    }

    [Fact]
    public async Task Send_Refused_IsNotTriedAgainAndNotUnknown()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        Server.OnCall = (call, _) => call.StartsWith("append", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted")
            : Task.CompletedTask;

        MessagingException error = await FailureAsync(room.SendAsync("hi"));

        error.IsOutcomeUnknown.Should().BeFalse();
        Traffic.Should().Equal("append");
    }

    [Fact]
    public async Task Send_AnswerLostAndLaterOneRefused_TheOthersAreSent()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextRequest("append");
        Task<SendReceipt> first = room.SendAsync("1");
        Task<SendReceipt> second = room.SendAsync("2");
        Task<SendReceipt> third = room.SendAsync("3");
        await client.WhenAsync(ConnectionState.Reconnecting);
        int appends = 0;
        Server.OnCall = (call, _) => call.StartsWith("append", StringComparison.Ordinal) && ++appends == 2
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted")
            : Task.CompletedTask;
        await ReconnectAsync(client);

        await first.Within();
        (await FailureAsync(second)).Code.Should().Be(MessagingErrorCode.NotPermitted);
        await third.Within();
        Texts.Should().Equal("1", "3");
    }

    public static TheoryData<string> Hostile => new(
        "17",
        "[]",
        "{",
        """{"text":"x","id":17}""",
        """{"text":"x","id":{"id":"m1"}}""",
        """{"text":"x","id":"\ud800"}""",
        """{"text":"x","id":"m2","timestamp":"\ud800"}""",
        """{"text":"x","id":"m1","timestamp":"\udc00"}""",
        """{"text":"x","id":"m1","timestamp":1e999}""",
        """{"text":"x","\ud800":1}""",
        $$"""{"text":"x","id":"{{new string('m', 10_000)}}"}""",
        $"{new string('[', 1_000)}{new string(']', 1_000)}");

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Send_OthersHavePutAnythingInTheRoom_IsLookedForAllTheSame(string payload)
    {
        AddRoom();
        Server.Append(Path, payload, "eve");
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");

        Task<SendReceipt> sending = room.SendAsync("hi", new SendOptions { Id = new MessageId("m1") });
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Append(Path, payload, "eve");
        Server.Edit(Path, 1, payload, "eve");
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(1);
        (await room.SendAsync("you", new SendOptions { Id = new MessageId("m3") }).Within()).Event!.Sequence.Should().Be(4);
    }

    [Fact]
    public async Task Send_LaterOneWasAcceptedAlready_FailsInsteadOfComingInTheWrongPlace()
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        int appends = 0;
        var late = new TaskCompletionSource();
        Server.OnCall = (call, _) => call.StartsWith("append", StringComparison.Ordinal) && ++appends == 1 ? late.Task : Task.CompletedTask;

        Task<SendReceipt> first = room.SendAsync("1");
        await room.SendAsync("2").Within();
        late.SetException(new MessagingException(MessagingErrorCode.Timeout, "scripted", isTransient: true));

        MessagingException error = await FailureAsync(first);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.Message.Should().Contain("later message");
        Texts.Should().Equal("2");
        (await room.Outbox.RetryAsync(room.Outbox.Messages[0].Id).Within()).Event!.Sequence.Should().Be(1);
    }
}
