using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class SendingTests : RoomTest
{
    private const string Path = "Chat/lobby";

    [Fact]
    public async Task Send_Text_IsOneSetOnTheTopic()
    {
        IChatRoom room = await NewClient(o => o.DisplayName = "Ann").JoinAsync("lobby").Within();

        SendReceipt receipt = await room.SendAsync("hi").Within();

        Server.Calls.Should().Equal("add Chat/lobby", "subscribe Chat/lobby", "set Chat/lobby");
        receipt.Timestamp.Should().Be(Time.GetUtcNow());
        Server.Topics[Path].Json.Should().Be(
            $$"""{"text":"hi","name":"Ann","timestamp":"2026-11-23T20:00:00.000Z","id":"{{receipt.Id}}"}""");
    }

    [Fact]
    public async Task Send_NewId_IsAGuidOfVersion7WithTheClientsTime()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        SendReceipt first = await room.SendAsync("one").Within();
        Time.Advance(TimeSpan.FromMilliseconds(1));
        SendReceipt second = await room.SendAsync("two").Within();

        Guid.ParseExact(first.Id.Value, "D").Version.Should().Be(7);
        string.CompareOrdinal(first.Id.Value, second.Id.Value).Should().BeNegative();
        first.Id.Value[..13].Should().Be(Guid.CreateVersion7(second.Timestamp.AddMilliseconds(-1)).ToString()[..13]);
    }

    [Theory]
    [InlineData(null, null, "Anonymous")]
    [InlineData("ann", null, "ann")]
    [InlineData("ann", "Ann 🦊", "Ann 🦊")]
    public async Task Send_Name_IsTheDisplayNameOrThePrincipal(string? principal, string? displayName, string expected)
    {
        IChatRoom room = await NewClient(o => (o.Principal, o.DisplayName) = (principal, displayName)).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        await room.SendAsync("hi").Within();

        (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Name.Should().Be(expected);
    }

    [Fact]
    public async Task Send_WithOptions_UsesThem()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        SendReceipt receipt = await room
            .SendAsync("Ann has joined", new SendOptions { Name = "System", Id = new MessageId("m1") }).Within();

        receipt.Id.Value.Should().Be("m1");
        Server.Topics[Path].Json.Should().Contain("\"System\"").And.Contain("\"m1\"");
    }

    [Theory]
    [InlineData(null, "*")]
    [InlineData("", "*")]
    [InlineData(" \n ", "*")]
    [InlineData("123456", "*6 characters*5 are allowed*MaximumTextLength*")]
    public async Task Send_IllegalText_IsRefusedWithoutBeingSent(string? text, string problem)
    {
        IChatRoom room = await NewClient(o => o.MaximumTextLength = 5).JoinAsync("lobby").Within();

        await room.Awaiting(r => r.SendAsync(text!)).Should().ThrowAsync<ArgumentException>().WithMessage(problem);

        Server.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Send_LoneSurrogate_IsRefused()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        await room.Awaiting(r => r.SendAsync("\ud83d")).Should().ThrowAsync<ArgumentException>().WithMessage("*surrogate*");
    }

    [Fact]
    public async Task Send_IllegalOptions_AreRefused()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        await room.Awaiting(r => r.SendAsync("hi", new SendOptions { Name = " " }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("SendOptions.Name*blank*");
        await room.Awaiting(r => r.SendAsync("hi", new SendOptions { Name = new string('a', 201) }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("SendOptions.Name*200*");
        await room.Awaiting(r => r.SendAsync("hi", new SendOptions { Id = default(MessageId) }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("SendOptions.Id*empty*");
    }

    [Fact]
    public async Task Send_Refused_SaysWhy()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        Server.OnCall = (call, _) => throw new MessagingException(MessagingErrorCode.NotPermitted, call);

        await room.Awaiting(r => r.SendAsync("hi").Within())
            .Should().ThrowAsync<MessagingException>().Where(e => e.Code == MessagingErrorCode.NotPermitted);
    }

    [Fact]
    public async Task Send_NoAnswerInTimeAndNothingMayWait_SaysThatTheOutcomeIsUnknown()
    {
        IChatRoom room = await NewClient(o => o.OutboxCapacity = 0).JoinAsync("lobby").Within();
        await Time.WhenTimerAsync(TimeSpan.FromSeconds(10)).Within();
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);

        Task<SendReceipt> sending = room.SendAsync("hi");
        await Time.PassAsync(TimeSpan.FromSeconds(10));

        var error = (await sending.Awaiting(s => s.Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.IsTransient.Should().BeTrue();
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("00:00:10").And.Contain("unknown");
    }

    [Fact]
    public async Task Send_Cancelled_ThrowsItsToken()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);

        Task<SendReceipt> sending = room.SendAsync("hi", null, cancellation.Token);
        await cancellation.CancelAsync();

        (await sending.Awaiting(s => s.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Send_TopicWasRemoved_CreatesItAgain()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Remove(Path);

        await room.SendAsync("hi").Within();

        Server.Topics[Path].Json.Should().Contain("\"hi\"");
        Log.Records.Should().ContainSingle(r => r.EventId.Name == "RoomTopicCreatedAgain");
    }

    [Fact]
    public async Task Send_TopicIsRemovedAgainAndAgain_FailsClearly()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        Server.OnCall = (call, _) =>
        {
            Server.Remove(Path);
            return Task.CompletedTask;
        };

        var error = (await room.Awaiting(r => r.SendAsync("hi").Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.ServerError);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("removed again").And.Contain("not accepted");
    }

    [Fact]
    public async Task Send_ManyWithoutWaiting_AreOnTheWireAtOnceAndInOrder()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        Task<SendReceipt>[] sends = [.. Enumerable.Range(1, 200).Select(i => room.SendAsync($"{i}"))];

        Server.Calls.Count(c => c.StartsWith("set", StringComparison.Ordinal)).Should().Be(200);
        await Task.WhenAll(sends).Within();
        (await reader.NextAsync(200)).Select(e => e.Text()).Should().Equal(Enumerable.Range(1, 200).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Send_ManyWhileTheTopicIsGone_KeepTheirOrder()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Remove(Path);
        Server.OnReply = async () => await Task.Yield();

        Task<SendReceipt>[] sends = [.. Enumerable.Range(1, 200).Select(i => room.SendAsync($"{i}"))];
        await Task.WhenAll(sends).Within();

        (await reader.NextAsync(200)).Select(e => e.Text()).Should().Equal(Enumerable.Range(1, 200).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Send_OneGivenUpWhileTheTopicIsGone_LetsNobodyOvertake()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Remove(Path);
        using var cancellation = new CancellationTokenSource();
        var adding = new TaskCompletionSource();
        var added = new TaskCompletionSource();
        Server.OnCall = (call, _) =>
        {
            if (!call.StartsWith("add", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            adding.TrySetResult();
            return added.Task;
        };

        Task first = room.SendAsync("1");
        await adding.Task.Within();
        Task second = room.SendAsync("2", null, cancellation.Token);
        Task third = room.SendAsync("3");
        await cancellation.CancelAsync();
        await second.Awaiting(s => s.Within()).Should().ThrowAsync<OperationCanceledException>();
        added.SetResult();
        await Task.WhenAll(first, third).Within();

        (await reader.NextAsync(2)).Select(e => e.Text()).Should().Equal("1", "3");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OwnIds_AreRememberedWithinABound(bool isMade)
    {
        const int All = 4 * Messaging.Rooms.RecentIds.Capacity;
        MessageId[] sent = [.. Enumerable.Range(0, All).Select(i => isMade ? MessageId.New() : new MessageId($"{i}"))];
        var last = new MessageId(isMade ? "0199a209-fe72-758f-b13a-6cb4ffe645fc" : "last");
        var ids = new Messaging.Rooms.RecentIds();
        await Parallel.ForEachAsync(sent, (id, _) =>
        {
            ids.Add(id);
            return ValueTask.CompletedTask;
        });
        ids.Add(last);
        ids.Add(last);

        sent.Count(ids.Contains).Should().Be(Messaging.Rooms.RecentIds.Capacity - 1);
        ids.Contains(last).Should().BeTrue();
    }

    /// <summary>Ids are compared ordinally, also those that are numbers.</summary>
    [Fact]
    public void OwnIds_OtherSpellings_AreOthers()
    {
        const string Id = "0199a209-fe72-758f-b13a-6cb4ffe645fc";
        string[] others = [Id.ToUpperInvariant(), Id.Replace("fe72", "FE72", StringComparison.Ordinal), $"{{{Id}}}", Id.Replace("-", "", StringComparison.Ordinal), $" {Id}", $"{Id} "];
        var ids = new Messaging.Rooms.RecentIds();

        ids.Add(new MessageId(Id));
        others.Should().OnlyContain(other => !ids.Contains(new MessageId(other)));
        foreach (string other in others)
        {
            ids.Add(new MessageId(other));
            ids.Contains(new MessageId(other)).Should().BeTrue();
        }

        ids.Contains(new MessageId(Id)).Should().BeTrue();
        ids.Contains(new MessageId(Id.Replace('9', '8'))).Should().BeFalse();
    }
}
