using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class LeavingTests : RoomTest
{
    [Fact]
    public async Task Leave_EndsTheReadersNormally_AfterWhatTheyHad()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Put("Chat/lobby", """{"text":"last"}""");

        await room.LeaveAsync().Within();

        (await reader.NextAsync()).Text().Should().Be("last");
        (await reader.EndsAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Leave_Again_DoesNothing()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        await room.LeaveAsync().Within();
        await room.LeaveAsync().Within();
        await room.DisposeAsync().Within();
        await room.DisposeAsync().Within();

        Server.Calls.Should().Equal("add Chat/lobby", "subscribe Chat/lobby", "unsubscribe Chat/lobby");
    }

    [Fact]
    public async Task Leave_Afterwards_TheHandleIsOfNoUse()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        IAsyncEnumerable<RoomEvent> notBegun = room.ReadAsync();
        await room.LeaveAsync().Within();

        room.Invoking(r => r.ReadAsync()).Should().Throw<ObjectDisposedException>();
        await room.Awaiting(r => r.SendAsync("hi")).Should().ThrowAsync<ObjectDisposedException>();
        (await notBegun.ToListAsync().Within()).Should().Equal(new CaughtUp());
    }

    [Fact]
    public async Task Leave_Cancelled_ThrowsItsTokenAndLeavesAllTheSame()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        var answer = new TaskCompletionSource();
        Server.OnCall = (_, _) =>
        {
            cancellation.Cancel();
            return answer.Task;
        };

        var error = await room.Awaiting(r => r.LeaveAsync(cancellation.Token).Within())
            .Should().ThrowAsync<OperationCanceledException>();
        answer.SetResult();
        await room.DisposeAsync().Within();

        error.Which.CancellationToken.Should().Be(cancellation.Token);
        Server.Session.Selections.Should().BeEmpty();
    }

    [Fact]
    public async Task Leave_ServerDoesNotAnswer_EndsWithItsTimeLimit()
    {
        IChatRoom room = await NewClient(o => o.RequestTimeout = TimeSpan.FromSeconds(3)).JoinAsync("lobby").Within();
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);

        ValueTask leaving = room.DisposeAsync();
        await Time.PassAsync(TimeSpan.FromSeconds(3));

        await leaving.Within();
        Log.Records.Should().ContainSingle(r => r.EventId.Name == "UnsubscribeFailed");
    }

    [Fact]
    public async Task Leave_SessionIsGone_AsksNobody()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.Drop();

        await room.LeaveAsync().Within();

        Server.Calls.Should().Equal("add Chat/lobby", "subscribe Chat/lobby");
    }

    [Fact]
    public async Task DisposeClient_EndsRoomsAndReadersNormally()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        await client.DisposeAsync().Within();
        await client.DisposeAsync().Within();

        (await reader.EndsAsync()).Should().BeTrue();
        room.Invoking(r => r.ReadAsync()).Should().Throw<ObjectDisposedException>();
        await room.Awaiting(r => r.SendAsync("hi")).Should().ThrowAsync<ObjectDisposedException>();
        await client.Awaiting(c => c.JoinAsync("lobby")).Should().ThrowAsync<ObjectDisposedException>();
        await client.Awaiting(c => c.ConnectAsync()).Should().ThrowAsync<ObjectDisposedException>();
        await room.DisposeAsync().Within();
        Server.Session.IsDisposed.Should().BeTrue();
        await Time.WhenNoTimersAsync();
    }

    /// <summary>What a join that was given up has left to unsubscribe must not end the subscription of the next one.</summary>
    [Fact]
    public async Task Leave_JoinWasGivenUpWithoutConnection_IsDoneBeforeTheNextJoinSubscribes()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        using var cancellation = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        Server.OnCall = (call, token) => call switch
        {
            _ when call.StartsWith("subscribe", StringComparison.Ordinal) && !cancellation.IsCancellationRequested => FakeServer.NeverAsync(token),
            _ when call.StartsWith("unsubscribe", StringComparison.Ordinal) => ended.Task,
            _ => Task.CompletedTask,
        };
        Task<IChatRoom> given = client.JoinAsync("lobby", cancellationToken: cancellation.Token);
        Server.Session.LoseLink();
        await cancellation.CancelAsync();
        await given.Awaiting(g => g.Within()).Should().ThrowAsync<OperationCanceledException>();

        Task<IChatRoom> joining = client.JoinAsync("lobby");
        Server.Session.Resume();
        await Eventually.BecomesAsync(() => Server.Calls, calls => calls.Contains("unsubscribe Chat/lobby"));
        ended.SetResult();
        IChatRoom room = await joining.Within();

        Server.Calls.Where(call => !call.StartsWith("add", StringComparison.Ordinal)).Should().Equal(
            "subscribe Chat/lobby", "unsubscribe Chat/lobby", "subscribe Chat/lobby");
        Server.Session.Selections.Should().Contain(room.TopicPath);
    }
}
