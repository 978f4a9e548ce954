using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class RoomStatusTests : RoomTest
{
    private const string Path = "Chat/lobby";

    [Fact]
    public async Task Status_Joined_SaysSo()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        room.Status.Should().Be(new RoomStatus(RoomState.Joined, Time.GetUtcNow()));
    }

    [Fact]
    public async Task Status_LinkBreaksAndComesBack_IsInterruptedWithTheCauseOfTheClient()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        (await watcher.NextAsync()).State.Should().Be(RoomState.Joined);
        Time.Advance(TimeSpan.FromSeconds(1));

        Server.Session.LoseLink();
        (await watcher.NextAsync()).Should().Be(new RoomStatus(RoomState.Interrupted, Time.GetUtcNow(), client.Status.Error));
        Server.Session.Resume();
        (await watcher.NextAsync()).Should().Be(new RoomStatus(RoomState.Joined, Time.GetUtcNow()));
    }

    /// <summary>A room that says Joined while the client says Reconnecting would lie: sending fails.</summary>
    [Fact]
    public async Task Status_SessionReplaced_IsJoinedWithTheClientAndNotBefore()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        IChatRoom other = await client.JoinAsync("other").Within();
        var answer = new TaskCompletionSource();
        Server.OnCall = (call, _) => call == "subscribe Chat/other" ? answer.Task : Task.CompletedTask;

        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
        room.Status.State.Should().Be(RoomState.Interrupted);
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Eventually.BecomesAsync(() => Server.Calls, calls => calls.Count(c => c == $"subscribe {Path}") == 2);
        room.Status.State.Should().Be(RoomState.Interrupted);
        answer.SetResult();
        await client.WhenAsync(ConnectionState.Connected);

        room.Status.State.Should().Be(RoomState.Joined);
        other.Status.State.Should().Be(RoomState.Joined);
    }

    [Fact]
    public async Task Status_RoomCannotBeJoinedAgain_FailsUntilItCan()
    {
        ExpectError("RoomNotRestored");
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Topics[Path] = new FakeTopic(TopicDescription.Json with { Type = "STRING" });

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);
        room.Status.Should().Match<RoomStatus>(s => s.State == RoomState.Failed && s.Error!.Code == MessagingErrorCode.RoomKindMismatch);
        Server.Session.LoseLink();
        room.Status.State.Should().Be(RoomState.Failed);
        Server.Session.Resume();
        Server.Topics.Remove(Path);
        await client.JoinAsync("lobby").Within();

        room.Status.State.Should().Be(RoomState.Joined);
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_ServerEndsTheSubscription_IsInterruptedUntilItIsBack(RoomKind kind)
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();

        Server.Session.EndSubscription(Path);
        room.Status.Should().Match<RoomStatus>(s => s.State == RoomState.Interrupted && s.Error!.Code == MessagingErrorCode.ServerError);
        Server.Session.LoseLink();
        room.Status.Error!.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        Server.Session.Resume();
        room.Status.Error!.Code.Should().Be(MessagingErrorCode.ServerError, because: "the connection was not all");
        Server.Session.RenewSubscription(Path);

        room.Status.State.Should().Be(RoomState.Joined);
        await Log.WhenLoggedAsync("SubscriptionEnded").Within();
    }

    /// <summary>The server has no reason to say it again, so the client asks for the room again.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_SubscriptionEndedWithoutConnectionAndThatWasLost_IsJoinedTruly(RoomKind kind)
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());

        Server.Session.LoseLink();
        Server.Session.EndSubscription(Path);
        Server.Session.ResumeWithLoss();
        await Eventually.BecomesAsync(() => Server.Session.Selections.Contains(Path), isSelected => isSelected);
        Server.Put(Path, """{"text":"hi"}""");

        room.Status.State.Should().Be(RoomState.Joined);
        RoomEvent told = await reader.NextAsync();
        (told is Gap ? await reader.NextAsync() : told).Text().Should().Be("hi");
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_ReadingForbidden_NamesThePermission(RoomKind kind)
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();

        Server.Session.ForbidReading(Path);

        room.Status.Error.Should().Match<MessagingException>(
            e => e.Code == MessagingErrorCode.NotPermitted && e.Permission == "READ_TOPIC" && e.Path == Path);
        await Log.WhenLoggedAsync("ReadingForbidden").Within();
    }

    [Fact]
    public async Task Status_OneOfTwoHandlesLeft_IsItsOwn()
    {
        MessagingClient client = NewClient();
        IChatRoom left = await client.JoinAsync("lobby").Within();
        IChatRoom stays = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomStatus> watcher = left.WatchStatusAsync().Probe();
        await watcher.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(1));

        await left.LeaveAsync().Within();
        DateTimeOffset then = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Session.LoseLink();

        left.Status.Should().Be(new RoomStatus(RoomState.Closed, then));
        (await watcher.NextAsync()).Should().Be(left.Status);
        (await watcher.EndsAsync()).Should().BeTrue();
        (await left.WatchStatusAsync().ToListAsync().Within()).Should().Equal(left.Status);
        stays.Status.State.Should().Be(RoomState.Interrupted);
    }

    [Fact]
    public async Task Status_ClientGivesUp_IsClosedWithItsError()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient(o => o.ReconnectTimeout = TimeSpan.Zero);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        await watcher.NextAsync();

        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Closed);

        (await watcher.NextAsync()).Should().Match<RoomStatus>(s => s.State == RoomState.Closed && s.Error == client.Status.Error);
        (await watcher.EndsAsync()).Should().BeTrue();
        await room.LeaveAsync().Within();
        room.Status.Error.Should().BeSameAs(client.Status.Error);
    }

    [Fact]
    public async Task WatchStatus_Cancelled_ThrowsItsToken()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync(cancellation.Token).Probe();
        await watcher.NextAsync();
        Task<bool> waiting = watcher.MoveNextAsync();

        await cancellation.CancelAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }
}
