using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>
/// The answer to a send is lost, and before anybody looks, a client of others edits the message and does not carry its id on. What is
/// there then could be it, or not: nobody sends it again on a guess.
/// </summary>
public sealed class ConcealedMessageTests : SendingTest
{
    private const string WithoutId = """{"text":"edited","name":"ann"}""";
    private const string WithAnotherId = """{"text":"edited","id":"another"}""";
    private const string Removed = """{"text":"","removed":true}""";

    private static readonly SendOptions M1 = new() { Id = new MessageId("m1") };

    private int Messages => Server.Topics[Path].Series!.Current.Count();

    [Theory]
    [InlineData(WithoutId, false)]
    [InlineData(WithoutId, true)]
    [InlineData(WithAnotherId, false)]
    [InlineData(WithAnotherId, true)]
    [InlineData(Removed, false)]
    [InlineData("17", false)]
    public async Task Send_AcceptedAndEditedWithoutItsId_IsFoundInTheTrail(string edit, bool hasGivenId)
    {
        (MessagingClient client, Task<SendReceipt> sending) = await SendAsync(isAccepted: true, hasGivenId ? M1 : null);
        DateTimeOffset posted = Time.GetUtcNow();
        Server.Edit(Path, 3, edit, "eve");
        await ReconnectAsync(client);

        SendReceipt receipt = await sending.Within();
        receipt.Event.Should().Be(new EventMetadata(3, posted, "ann"));
        receipt.Timestamp.Should().Be(posted);
        Messages.Should().Be(4);
        Traffic.Skip(hasGivenId ? 1 : 0).Should().Equal("append", "query from 2 to next 10000", "query from 3 to 3 with edits");
    }

    [Theory]
    [InlineData(WithoutId, false)]
    [InlineData(WithoutId, true)]
    [InlineData(WithAnotherId, false)]
    [InlineData(WithAnotherId, true)]
    [InlineData(Removed, false)]
    [InlineData("17", false)]
    public async Task Send_AcceptedAndEditedWithoutItsIdAndNoTrail_IsUnknownAndNotSentAgain(string edit, bool hasGivenId)
    {
        (MessagingClient client, Task<SendReceipt> sending) = await SendAsync(isAccepted: true, hasGivenId ? M1 : null);
        Server.Edit(Path, 3, edit, "eve");
        ForbidTrail();
        await ReconnectAsync(client);

        MessagingException error = await FailureAsync(sending);
        error.IsOutcomeUnknown.Should().BeTrue();
        error.Message.Should().Contain("Message 3 may be it");
        Messages.Should().Be(4);
    }

    [Fact]
    public async Task Send_AcceptedEditedAndTheOriginalGivenUpMeanwhile_IsUnknown()
    {
        (MessagingClient client, Task<SendReceipt> sending) = await SendAsync(isAccepted: true, retained: "limit 3");
        Server.Edit(Path, 3, WithoutId, "eve");
        Server.OnCall = (call, _) =>
        {
            if (call.EndsWith("with edits", StringComparison.Ordinal))
            {
                Post(3);
            }

            return Task.CompletedTask;
        };
        await ReconnectAsync(client);

        (await FailureAsync(sending)).IsOutcomeUnknown.Should().BeTrue();
        Messages.Should().Be(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_NotAcceptedAndOnlyOthersMessagesEdited_IsSentAgain(bool hasGivenId)
    {
        (MessagingClient client, Task<SendReceipt> sending) = await SendAsync(isAccepted: false, hasGivenId ? M1 : null);
        Server.Append(Path, """{"text":"by bob"}""", "bob");
        Server.Edit(Path, 3, WithoutId, "bob");
        Server.Edit(Path, 1, WithoutId, "ann");
        ForbidTrail();
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(6, because: "the author is another one, or it was there before");
    }

    [Fact]
    public async Task Send_NotAcceptedAndTheSameUserHasEditedElsewhere_TheTrailTellsThemApart()
    {
        (MessagingClient client, Task<SendReceipt> sending) = await SendAsync(isAccepted: false);
        Post();
        Server.Edit(Path, 3, WithoutId, "ann");
        await ReconnectAsync(client);

        (await sending.Within()).Event!.Sequence.Should().Be(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_TwoInDoubt_OnlyThoseThatMayBeConcealedAreUnknown(bool wasFirstKnown)
    {
        (MessagingClient client, IChatRoom room) = await StartAsync("limit 100");
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;
        if (!wasFirstKnown)
        {
            Server.Session.Deliveries.Hold();
        }

        Task<SendReceipt> first = room.SendAsync("1");
        LoseNextRequest("append");
        Task<SendReceipt> second = room.SendAsync("2");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.OnReply = () => Task.CompletedTask;
        answer.SetException(Lost);
        Server.Edit(Path, 3, WithoutId, "eve");
        ForbidTrail();
        await ReconnectAsync(client);

        (await FailureAsync(first)).IsOutcomeUnknown.Should().BeTrue();
        if (wasFirstKnown)
        {
            (await second.Within()).Event!.Sequence.Should().Be(5, because: "what was edited was there before it was sent");
        }
        else
        {
            (await FailureAsync(second)).IsOutcomeUnknown.Should().BeTrue(because: "what was edited may be this one as well");
        }
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("bob")]
    public async Task Send_UserChangeIsLostWithIt_IsUnknownWhicheverOfThemTheServerHasNoted(string noted)
    {
        (MessagingClient client, IChatRoom room) = await StartAsync("limit 100");
        var asked = new TaskCompletionSource();
        Server.Security.OnCall = call =>
        {
            if (!call.StartsWith("reauthenticate", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            Server.Session.Author = noted;
            asked.SetResult();
            return FakeServer.NeverAsync(CancellationToken.None);
        };
        LoseNextAnswer("append");
        Task changing = client.ChangeUserAsync("bob", "password");
        await asked.Task.Within();

        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Edit(Path, 3, WithoutId, "eve").Sequence.Should().Be(4);
        ForbidTrail();
        await ReconnectAsync(client);

        (await FailureAsync(sending)).IsOutcomeUnknown.Should().BeTrue();
        (await FailureAsync(changing)).Code.Should().Be(MessagingErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task Retry_OfOneThatWasConcealed_IsStillNotSentAgain()
    {
        (MessagingClient client, IChatRoom room) = await StartAsync("limit 100");
        LoseNextAnswer("append");
        Task<SendReceipt> sending = room.SendAsync("hi");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Edit(Path, 3, WithoutId, "eve");
        ForbidTrail();
        await ReconnectAsync(client);
        await FailureAsync(sending);
        MessageId id = room.Outbox.Messages.Should().ContainSingle().Which.Id;

        (await FailureAsync(room.Outbox.RetryAsync(id))).IsOutcomeUnknown.Should().BeTrue();
        Server.OnCall = (_, _) => Task.CompletedTask;

        SendReceipt receipt = await room.Outbox.RetryAsync(id).Within();
        receipt.WasDuplicate.Should().BeTrue(because: "the user may read the trail now");
        receipt.Event!.Sequence.Should().Be(3);
        Messages.Should().Be(4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_EarlierTryWasEditedWithoutItsId_IsADuplicateAsFarAsTheTrailTells(bool mayReadTrail)
    {
        AddRoom();
        IChatRoom other = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();
        await other.SendAsync("hi", M1).Within();
        Server.Edit(Path, 0, WithoutId, "eve");
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        if (!mayReadTrail)
        {
            ForbidTrail();
        }

        SendReceipt receipt = await room.SendAsync("hi", M1).Within();

        receipt.WasDuplicate.Should().Be(mayReadTrail);
        Messages.Should().Be(mayReadTrail ? 1 : 2);
    }

    /// <summary>Three messages are there, and a fourth was sent: the server has it, or has not, and says nothing.</summary>
    private async Task<(MessagingClient Client, Task<SendReceipt> Sending)> SendAsync(
        bool isAccepted, SendOptions? options = null, string retained = "limit 100")
    {
        (MessagingClient client, IChatRoom room) = await StartAsync(retained);
        if (isAccepted)
        {
            LoseNextAnswer("append");
        }
        else
        {
            LoseNextRequest("append");
        }

        Task<SendReceipt> sending = room.SendAsync("hi", options);
        await client.WhenAsync(ConnectionState.Reconnecting);
        return (client, sending);
    }

    private async Task<(MessagingClient Client, IChatRoom Room)> StartAsync(string retained)
    {
        AddRoom(retained);
        Post(3);
        return await JoinAsync();
    }

    private void ForbidTrail() =>
        Server.OnCall = (call, _) => call.EndsWith("with edits", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted")
            : Task.CompletedTask;
}
