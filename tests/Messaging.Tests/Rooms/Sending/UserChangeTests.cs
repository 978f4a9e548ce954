using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>The client becomes another user while messages wait: nobody's message is posted as somebody else's.</summary>
public sealed class UserChangeTests : SendingTest
{
    [Fact]
    public async Task Send_WaitsWhileTheUserChanges_IsNotPostedAsTheOthers()
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        (Task<SendReceipt> first, TaskCompletionSource mayLook) = await SendInDoubtAsync(room);
        Task<SendReceipt> second = room.SendAsync("2");
        await client.ChangeUserAsync("bob", "password").Within();
        Task<SendReceipt> third = room.SendAsync("3");

        mayLook.SetResult();

        (await first.Within()).Event!.Author.Should().Be("ann");
        MessagingException error = await FailureAsync(second);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.IsTransient.Should().BeTrue();
        error.IsOutcomeUnknown.Should().BeFalse();
        error.Message.Should().Contain("another user");
        (await third.Within()).Event!.Author.Should().Be("bob");
        OutboxMessage failed = room.Outbox.Messages.Should().ContainSingle().Which;
        (await room.Outbox.RetryAsync(failed.Id).Within()).Event!.Author.Should().Be("bob", because: "now it is said to be bob's");
        Texts.Should().Equal("1", "3", "2");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_WaitsWhileTheServerDecides_IsNotSentBeforeThat(bool isAccepted)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        Server.Security.Accounts.Add(new FakeAccount("bob", isAccepted ? "password" : "another", []));
        (Task<SendReceipt> first, TaskCompletionSource mayLook) = await SendInDoubtAsync(room);
        Task<SendReceipt> second = room.SendAsync("2");
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        Server.Security.OnCall = call =>
        {
            if (call != "reauthenticate bob")
            {
                return Task.CompletedTask;
            }

            Server.Session.Author = isAccepted ? "bob" : "ann";
            asked.SetResult();
            return answer.Task;
        };
        Task changing = client.ChangeUserAsync("bob", "password");
        await asked.Task.Within();

        mayLook.SetResult();
        await first.Within();
        for (int i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        second.IsCompleted.Should().BeFalse();
        Texts.Should().Equal("1");
        answer.SetResult();
        if (isAccepted)
        {
            await changing.Within();
            (await FailureAsync(second)).Code.Should().Be(MessagingErrorCode.NotSent);
        }
        else
        {
            (await FailureAsync(changing)).Code.Should().Be(MessagingErrorCode.NotAuthenticated);
            (await second.Within()).Event!.Author.Should().Be("ann");
        }
    }

    [Fact]
    public async Task Edit_WaitsWhileTheUserChanges_IsNotMadeAsTheOthers()
    {
        AddRoom();
        Post(2);
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;
        Task<EventMetadata> first = room.EditAsync(0, "edited");
        Task<EventMetadata> second = room.RemoveAsync(1);
        Server.OnReply = () => Task.CompletedTask;
        await client.ChangeUserAsync("bob", "password").Within();

        answer.SetResult();

        (await first.Within()).Author.Should().Be("ann");
        MessagingException error = await FailureAsync(second);
        error.Code.Should().Be(MessagingErrorCode.NotSent);
        error.Message.Should().Contain("another user");
        (await room.RemoveAsync(1).Within()).Author.Should().Be("bob");
    }

    /// <summary>The answer to a message is lost, and looking for it waits: so does whatever is sent behind it.</summary>
    private async Task<(Task<SendReceipt> Sending, TaskCompletionSource MayLook)> SendInDoubtAsync(IChatRoom room)
    {
        LoseNextAnswer("append", endsSession: false);
        var looking = new TaskCompletionSource();
        var mayLook = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
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
        Task<SendReceipt> sending = room.SendAsync("1");
        await looking.Task.Within();
        return (sending, mayLook);
    }
}
