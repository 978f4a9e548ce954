using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>Callers give up: what waits is taken back, what is on its way is unknown, and both are told as their cancellation.</summary>
public sealed class GivingUpTests : SendingTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileItWaits_TakesItBack(bool hasGivenId)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        await DropAsync(client);
        using var cancellation = new CancellationTokenSource();
        Task<SendReceipt> first = room.SendAsync("1", hasGivenId ? new SendOptions { Id = new MessageId("m1") } : null, cancellation.Token);
        Task<SendReceipt> second = room.SendAsync("2");

        await cancellation.CancelAsync();

        OperationCanceledException error = await GivenUpAsync(first, cancellation.Token);
        error.Message.Should().Contain("not in the room");
        error.InnerException.Should().BeNull();
        room.Outbox.Messages.Should().ContainSingle();
        await ReconnectAsync(client);
        await second.Within();
        Texts.Should().Equal("2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_OnItsWay_SaysThatItIsUnknown(bool hasGivenId)
    {
        (MessagingClient _, IChatRoom room) = await JoinAsync();
        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        Server.OnCall = (call, token) =>
        {
            if (!call.StartsWith("append", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            asked.TrySetResult();
            return FakeServer.NeverAsync(token);
        };
        Task<SendReceipt> sending = room.SendAsync("1", hasGivenId ? new SendOptions { Id = new MessageId("m1") } : null, cancellation.Token);
        await asked.Task.Within();

        await cancellation.CancelAsync();

        (await GivenUpAsync(sending, cancellation.Token)).InnerException.Should().BeOfType<MessagingException>()
            .Which.IsOutcomeUnknown.Should().BeTrue();
        room.Outbox.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Cancel_WhileItIsLookedFor_SaysThatItIsUnknown()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        using var cancellation = new CancellationTokenSource();
        LoseNextAnswer("append");
        Task<SendReceipt> first = room.SendAsync("1", null, cancellation.Token);
        Task<SendReceipt> second = room.SendAsync("2");
        await client.WhenAsync(ConnectionState.Reconnecting);

        await cancellation.CancelAsync();

        OperationCanceledException error = await GivenUpAsync(first, cancellation.Token);
        error.InnerException.Should().BeOfType<MessagingException>().Which.Should().Match<MessagingException>(
            e => e.IsOutcomeUnknown && e.Code == MessagingErrorCode.ConnectionLost);
        await ReconnectAsync(client);
        await second.Within();
        Texts.Should().Equal("1", "2");
    }

    [Fact]
    public async Task Cancel_AllCallersOfOneId_TakeItBack()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        await DropAsync(client);
        using var cancellation = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        var m1 = new SendOptions { Id = new MessageId("m1") };
        Task<SendReceipt> first = room.SendAsync("1", m1, cancellation.Token);
        Task<SendReceipt> second = room.SendAsync("1", m1, late.Token);

        await cancellation.CancelAsync();
        (await GivenUpAsync(first, cancellation.Token)).Message.Should().Contain("others wait");
        room.Outbox.Messages.Should().ContainSingle();
        await late.CancelAsync();

        (await GivenUpAsync(second, late.Token)).Message.Should().Contain("not in the room");
        room.Outbox.Messages.Should().BeEmpty();
    }

    private static async Task<OperationCanceledException> GivenUpAsync(Task sending, CancellationToken token)
    {
        OperationCanceledException error = (await sending.Awaiting(s => s.Within()).Should().ThrowAsync<OperationCanceledException>()).Which;
        error.CancellationToken.Should().Be(token);
        sending.IsCanceled.Should().BeTrue();
        return error;
    }
}
