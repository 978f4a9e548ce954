using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

/// <summary>The clients of these tests wait exactly half of what the backoff allows: 125 ms, 250 ms, 500 ms, …</summary>
public sealed class ReconnectingTests : RoomTest
{
    private const string Path = "Chat/lobby";

    [Fact]
    public async Task Reconnect_SessionLost_JoinsTheRoomsAgainAndTellsTheGap()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Put(Path, """{"text":"before"}""");
        (await reader.NextAsync()).Text().Should().Be("before");

        FakeSession lost = Server.Session;
        lost.Drop();
        (await client.WhenAsync(ConnectionState.Reconnecting)).Error!.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        client.SessionId.Should().Be("session-2");
        client.Status.Error.Should().BeNull();
        lost.IsDisposed.Should().BeTrue();
        Server.Calls.Should().EndWith(["add Chat/lobby", "subscribe Chat/lobby"]);
        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        await room.SendAsync("after").Within();
        (await reader.NextAsync()).Text().Should().Be("after", because: "the message from before was read already");
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Reconnect_MessagePostedMeanwhile_IsReadAfterTheGap()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
        Server.Put(Path, """{"text":"meanwhile"}""");
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        (await reader.NextAsync()).Text().Should().Be("meanwhile");
    }

    [Fact]
    public async Task Reconnect_ServerForgotItsTopics_AddsThemAgain()
    {
        MessagingClient client = NewClient();
        Server.Put(Path, """{"text":"before"}""");
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Topics.Clear();

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        Server.Topics.Should().ContainKey(Path);
        (await room.ReadAsync().Probe().NextAsync()).Should().Be(new CaughtUp(), because: "the message from before is gone");
        await room.SendAsync("hi").Within();
    }

    [Fact]
    public async Task Reconnect_FailureThatNobodyForesaw_IsAFailedAttempt()
    {
        MessagingClient client = NewClient();
        await client.JoinAsync("lobby").Within();
        int calls = 0;
        Server.OnCall = (_, _) => ++calls == 1 ? throw new InvalidOperationException("a fault") : Task.CompletedTask;

        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Time.PassAsync(TimeSpan.FromMilliseconds(250));

        await client.WhenAsync(ConnectionState.Connected);
        client.SessionId.Should().Be("session-3");
    }

    [Fact]
    public async Task Reconnect_FailingAttempts_WaitLongerAndLongerThenSucceed()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        int attempts = 0;
        Server.OnOpen = _ => ++attempts < 4
            ? throw new MessagingException(MessagingErrorCode.ConnectFailed, "not yet", isTransient: true)
            : Task.CompletedTask;

        Server.Session.Drop();
        foreach (int wait in (int[])[125, 250, 500, 1000])
        {
            await Time.PassAsync(TimeSpan.FromMilliseconds(wait));
        }

        await client.WhenAsync(ConnectionState.Connected);
        attempts.Should().Be(4);
        Log.Records.Count(r => r.EventId.Name == "ReconnectAttemptFailed").Should().Be(3);
    }

    [Fact]
    public async Task Reconnect_LostAgainWhileRoomsMove_IsOneGap()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        int subscriptions = 0;
        Server.OnCall = (call, _) =>
        {
            if (call == $"subscribe {Path}" && ++subscriptions == 1)
            {
                Server.Session.Drop();
                throw new MessagingException(MessagingErrorCode.ConnectionLost, "lost again", isTransient: true);
            }

            return Task.CompletedTask;
        };

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await client.WhenAsync(ConnectionState.Connected);
        Server.Put(Path, """{"text":"after"}""");

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        (await reader.NextAsync()).Text().Should().Be("after");
        client.SessionId.Should().Be("session-3");
    }

    [Fact]
    public async Task Reconnect_OldSessionStillTalks_IsIgnored()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        ITopicListener? old = null;
        Server.Session.Tell(Path, l => old = l);

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);
        old!.OnValue(new FakeValue("""{"text":"a late one"}"""));
        old.OnUnsubscribed(UnsubscribeCause.Server);
        Server.Put(Path, """{"text":"after"}""");

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        (await reader.NextAsync()).Text().Should().Be("after");
    }

    [Fact]
    public async Task Reconnect_TimeIsOver_ClosesAndFailsEverybodyWithTheSame()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient(o => o.ReconnectTimeout = TimeSpan.FromSeconds(5));
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Put(Path, """{"text":"the last"}""");
        Server.OnOpen = FakeServer.NeverAsync;

        Server.Session.Drop();
        await Time.WhenTimerAsync(TimeSpan.FromSeconds(5)).Within();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        Time.Advance(TimeSpan.FromSeconds(5));
        ConnectionStatus closed = await client.WhenAsync(ConnectionState.Closed);

        closed.Error!.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        closed.Error.IsTransient.Should().BeFalse();
        closed.Error.Message.Should().Contain(Url).And.Contain("00:00:05");
        (await reader.NextAsync()).Text().Should().Be("the last");
        (await reader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(closed.Error);
        await ShouldFailAsync(() => room.SendAsync("hi"), MessagingErrorCode.ConnectionLost);
        await ShouldFailAsync(() => client.JoinAsync("lobby"), MessagingErrorCode.ConnectionLost);
        await ShouldFailAsync(() => client.ConnectAsync(), MessagingErrorCode.ConnectionLost);
        await ShouldFailAsync(async () => await room.ReadAsync().LastAsync(), MessagingErrorCode.ConnectionLost);
        (await client.WatchStatusAsync().ToListAsync().Within()).Should().Equal(closed);
        await room.LeaveAsync().Within();
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Reconnect_CredentialsRefused_EndsAtOnce()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        Server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.NotAuthenticated, "the password was changed");

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        (await client.WhenAsync(ConnectionState.Closed)).Error!.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Reconnect_SwitchedOff_ClosesAtOnce()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient(o => o.ReconnectTimeout = TimeSpan.Zero);
        await using StreamProbe<ConnectionStatus> watcher = client.WatchStatusAsync().Probe();
        await client.ConnectAsync().Within();
        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Connected);

        Server.Session.Drop();

        (await watcher.NextAsync()).State.Should().Be(ConnectionState.Closed);
        client.Status.Error!.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        client.Status.Error.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task Reconnect_SendMeanwhileAndNothingMayWait_FailsFast()
    {
        MessagingClient client = NewClient(o => o.OutboxCapacity = 0);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);

        var error = (await room.Awaiting(r => r.SendAsync("hi").Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.NotConnected);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("Reconnecting").And.Contain("Nothing was sent");
    }

    [Fact]
    public async Task Reconnect_JoinMeanwhile_WaitsForIt()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);

        Task<IChatRoom> joining = client.JoinAsync("lobby");
        joining.IsCompleted.Should().BeFalse();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        await joining.Within();
        Server.Session.Selections.Should().Equal(Path);
    }

    [Fact]
    public async Task Reconnect_ConnectGivenUpMeanwhile_ThrowsItsToken()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
        using var cancellation = new CancellationTokenSource();
        Task connecting = client.ConnectAsync(cancellation.Token);

        await cancellation.CancelAsync();

        (await connecting.Awaiting(c => c.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task Reconnect_RoomOfAnotherKindNow_FailsAlone()
    {
        ExpectError("RoomNotRestored");
        MessagingClient client = NewClient();
        IChatRoom broken = await client.JoinAsync("broken").Within();
        IChatRoom sound = await client.JoinAsync("sound").Within();
        await using StreamProbe<RoomEvent> brokenReader = broken.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> soundReader = sound.ReadAsync().Probe();
        await brokenReader.NextAsync();
        await soundReader.NextAsync();
        Server.Topics["Chat/broken"] = new FakeTopic(TopicDescription.Json with { Type = "STRING" });

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        (await brokenReader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        (await soundReader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));

        Server.Topics.Remove("Chat/broken");
        await using IChatRoom again = await client.JoinAsync("broken").Within();
        (await again.ReadAsync().Probe().NextAsync()).Should().Be(new CaughtUp());
    }

    [Fact]
    public async Task Reconnect_RoomMayNotBeCreatedAgain_WaitsForWhoeverMay()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Topics.Clear();
        Server.OnCall = (call, _) => call.StartsWith("add", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, call)
            : Task.CompletedTask;

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);
        Server.Put(Path, """{"text":"somebody could"}""");

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        (await reader.NextAsync()).Text().Should().Be("somebody could");
    }

    [Fact]
    public async Task Dispose_WhileReconnecting_EndsIt()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));

        await client.DisposeAsync().Within();

        client.Status.State.Should().Be(ConnectionState.Closed);
        client.Status.Error.Should().BeNull();
        (await reader.EndsAsync()).Should().BeTrue();
        await Time.WhenNoTimersAsync();
    }

    private static async Task ShouldFailAsync(Func<Task> call, MessagingErrorCode code) =>
        (await call.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(code);
}
