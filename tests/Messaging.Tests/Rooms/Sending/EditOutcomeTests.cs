using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>Edits and removals across interruptions: made once, or said not to be made, or said to be unknown.</summary>
public sealed class EditOutcomeTests : SendingTest
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Change_AnswerLost_IsFoundAndNotMadeAgain(bool removes, bool endsSession)
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("edit", endsSession);

        Task<EventMetadata> changing = Change(room, removes);
        await PassAsync(client, endsSession);

        (await changing.Within()).Sequence.Should().Be(1);
        Server.Topics[Path].Series!.Events.Should().HaveCount(2);
        Traffic.Should().Equal("edit 0", "query from 0 to 0");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Change_RequestLost_IsMadeOnce(bool removes, bool endsSession)
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextRequest("edit", endsSession);

        Task<EventMetadata> changing = Change(room, removes);
        await PassAsync(client, endsSession);

        (await changing.Within()).Sequence.Should().Be(1);
        Server.Topics[Path].Series!.Events.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_SomebodyElseEditedMeanwhile_IsFoundUnderneathOrUnknown(bool mayReadTrail)
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("edit");
        Task<EventMetadata> editing = room.EditAsync(0, "mine");
        await client.WhenAsync(ConnectionState.Reconnecting);
        Edit(0);
        Server.OnCall = (call, _) => call.EndsWith("with edits", StringComparison.Ordinal) && !mayReadTrail
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "scripted")
            : Task.CompletedTask;
        await ReconnectAsync(client);

        if (mayReadTrail)
        {
            (await editing.Within()).Sequence.Should().Be(1);
        }
        else
        {
            (await FailureAsync(editing)).IsOutcomeUnknown.Should().BeTrue();
        }

        Server.Topics[Path].Series!.Events.Should().HaveCount(3);
    }

    [Fact]
    public async Task Change_WhileReconnecting_WaitsAndKeepsTheOrder()
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        await DropAsync(client);

        Task<EventMetadata>[] edits = [.. Enumerable.Range(0, 5).Select(i => room.EditAsync(0, $"{i}"))];
        await ReconnectAsync(client);

        (await Task.WhenAll(edits).Within()).Select(e => e.Sequence).Should().Equal(1, 2, 3, 4, 5);
        Texts.Should().Equal("4");
    }

    [Fact]
    public async Task Change_TimeIsOver_IsSaidNotToBeMade()
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => (o.SendTimeout, o.OutboxCapacity) = (TimeSpan.FromSeconds(7), 1));
        Server.OnOpen = FakeServer.NeverAsync;
        await DropAsync(client);

        Task<EventMetadata> editing = room.EditAsync(0, "mine");
        (await FailureAsync(room.RemoveAsync(0))).Code.Should().Be(MessagingErrorCode.OutboxFull);
        await Time.PassAsync(TimeSpan.FromSeconds(7));

        MessagingException error = await FailureAsync(editing);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.IsOutcomeUnknown.Should().BeFalse();
    }

    [Fact]
    public async Task Change_RoomLeftOrGivenUpWhileItWaits_EndsAtOnce()
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        Server.OnOpen = FakeServer.NeverAsync;
        await DropAsync(client);
        using var cancellation = new CancellationTokenSource();
        Task<EventMetadata> given = room.EditAsync(0, "1", cancellation.Token);
        Task<EventMetadata> left = room.EditAsync(0, "2");

        await cancellation.CancelAsync();
        (await given.Awaiting(g => g.Within()).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        await room.LeaveAsync().Within();

        (await FailureAsync(left)).Message.Should().Contain("was left");
    }

    [Fact]
    public async Task Change_NothingMayWait_FailsAtOnce()
    {
        AddRoom();
        Post();
        (MessagingClient client, IChatRoom room) = await JoinAsync(o => o.OutboxCapacity = 0);
        LoseNextAnswer("edit");
        (await FailureAsync(room.EditAsync(0, "1"))).IsOutcomeUnknown.Should().BeTrue();
        await client.WhenAsync(ConnectionState.Reconnecting);

        (await FailureAsync(room.EditAsync(0, "2"))).Code.Should().Be(MessagingErrorCode.NotConnected);
    }

    private static Task<EventMetadata> Change(IChatRoom room, bool removes) => removes ? room.RemoveAsync(0) : room.EditAsync(0, "mine");

    private async Task PassAsync(MessagingClient client, bool endsSession)
    {
        if (endsSession)
        {
            await ReconnectAsync(client);
        }
        else
        {
            await Time.PassAsync(TimeSpan.FromMilliseconds(100));
        }
    }
}
