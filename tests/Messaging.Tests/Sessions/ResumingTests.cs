using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Sessions;

/// <summary>A session whose connection breaks and comes back, as far as the client and its live rooms are concerned.</summary>
public sealed class ResumingTests : RoomTest
{
    private const string Path = "Chat/lobby";

    [Fact]
    public async Task Link_BreaksAndComesBack_IsTheSameSessionAndNothingIsMissing()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        Server.Session.LoseLink();
        Server.Put(Path, """{"text":"meanwhile"}""");
        client.Status.State.Should().Be(ConnectionState.Reconnecting);
        client.Status.Error!.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        client.SessionId.Should().Be("session-1");
        Server.Session.Resume();

        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Connected, Time.GetUtcNow()));
        client.SessionId.Should().Be("session-1");
        (await reader.NextAsync()).Text().Should().Be("meanwhile");
        Server.Sessions.Should().HaveCount(1);
        await Log.WhenLoggedAsync("SessionResumed").Within();
        Log.Records.Should().Contain(r => r.EventId.Name == "LinkLost");
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Link_IsDown_CallsFailAtOnceAndSayThatNothingWasSent()
    {
        MessagingClient client = NewClient(o => o.OutboxCapacity = 0);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Session.LoseLink();
        int calls = Server.Calls.Count;

        var error = (await room.Awaiting(r => r.SendAsync("hi").Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.NotConnected);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("Nothing was sent");
        Server.Calls.Should().HaveCount(calls);
        Server.Session.Resume();
        await room.SendAsync("hi").Within();
    }

    [Fact]
    public async Task Link_IsDown_JoiningAndConnectingWait()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        Server.Session.LoseLink();

        Task connecting = client.ConnectAsync();
        Task<IChatRoom> joining = client.JoinAsync("lobby");
        connecting.IsCompleted.Should().BeFalse();
        joining.IsCompleted.Should().BeFalse();
        Server.Session.Resume();

        await connecting.Within();
        await joining.Within();
        Server.Sessions.Should().HaveCount(1);
    }

    [Fact]
    public async Task Link_NextAttemptIsKnown_IsInTheStatus()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        DateTimeOffset lost = Time.GetUtcNow();
        Server.Session.LoseLink();
        Time.Advance(TimeSpan.FromSeconds(1));

        Server.Session.Link.RetryAt(Time.GetUtcNow() + TimeSpan.FromSeconds(2));

        client.Status.Should().Match<ConnectionStatus>(
            s => s.State == ConnectionState.Reconnecting && s.Since == lost && s.NextRetryAt == Time.GetUtcNow() + TimeSpan.FromSeconds(2));
        Server.Session.Resume();
        client.Status.NextRetryAt.Should().BeNull();
    }

    [Fact]
    public async Task Link_ComesBackWithLoss_LiveRoomTellsTheGapAndNothingTwice()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        Server.Put(Path, """{"text":"before"}""");
        (await reader.NextAsync()).Text().Should().Be("before");

        Server.Session.LoseLink();
        Server.Session.ResumeWithLoss();
        Server.Session.LoseLink();
        Server.Session.ResumeWithLoss();
        (await reader.NextAsync(2)).Should().AllBeEquivalentTo(
            new Gap(GapReason.SubscriptionRefreshed), because: "what it holds was read already");
        Server.Session.LoseLink();
        Server.Put(Path, """{"text":"lost"}""");
        Server.Put(Path, """{"text":"meanwhile"}""");
        Server.Session.ResumeWithLoss();

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SubscriptionRefreshed));
        (await reader.NextAsync()).Text().Should().Be("meanwhile");
    }

    [Fact]
    public async Task Link_ComesBackWithLossAndTheTopicIsGone_NewReadersDoNotSeeWhatItHeld()
    {
        MessagingClient client = NewClient();
        Server.Put(Path, """{"text":"before"}""");
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Session.LoseLink();
        Server.Topics.Remove(Path);
        Server.Session.ResumeWithLoss();

        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Should().Be(new CaughtUp());
    }

    [Fact]
    public async Task Session_EndsWhileItsLinkIsDown_IsReplaced()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        DateTimeOffset lost = Time.GetUtcNow();
        Server.Session.LoseLink();
        Time.Advance(TimeSpan.FromSeconds(3));

        Server.Session.Drop();
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        client.Status.Should().Match<ConnectionStatus>(
            s => s.State == ConnectionState.Reconnecting && s.Since == lost && s.Error!.Message.Contains("dropped")
                && s.NextRetryAt == Time.GetUtcNow() + TimeSpan.FromMilliseconds(125));
        client.SessionId.Should().BeNull();
        Time.Advance(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        client.SessionId.Should().Be("session-2");
        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        Server.Session.Selections.Should().Equal(Path);
    }

    /// <summary>Otherwise a client with a limit would take it twice.</summary>
    [Fact]
    public async Task ReconnectTimeout_RunsFromWhenTheLinkBroke()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient(o => o.ReconnectTimeout = TimeSpan.FromSeconds(5));
        await client.ConnectAsync().Within();
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.LoseLink();
        Time.Advance(TimeSpan.FromSeconds(4));

        Server.Session.Drop();
        await Time.WhenTimerAsync(TimeSpan.FromSeconds(1)).Within();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        Time.Advance(TimeSpan.FromSeconds(1));

        (await client.WhenAsync(ConnectionState.Closed)).Error!.Message.Should().Contain("00:00:05");
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Reconnect_NoLimit_NeverGivesUp()
    {
        MessagingClient client = NewClient();
        await client.ConnectAsync().Within();
        Server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.ConnectFailed, "not yet", isTransient: true);
        Server.Session.Drop();

        foreach (int wait in (int[])[125, 250, 500, 1000, 2000, 4000, 5000, 5000, 5000])
        {
            await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(wait)).Within();
            Time.Advance(TimeSpan.FromDays(1));
        }

        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(5000)).Within();
        client.Status.State.Should().Be(ConnectionState.Reconnecting);
        client.Status.Error!.Message.Should().Be("not yet");
        Server.OnOpen = _ => Task.CompletedTask;
        Time.Advance(TimeSpan.FromMilliseconds(5000));
        await client.WhenAsync(ConnectionState.Connected);
    }

    [Fact]
    public async Task Leave_LinkIsDown_CompletesAndTheServerIsToldLater()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Put(Path, """{"text":"before"}""");
        Server.Session.LoseLink();

        await room.LeaveAsync().Within();
        Task<IChatRoom> joining = client.JoinAsync("lobby");
        Server.Session.Resume();
        IChatRoom again = await joining.Within();

        Server.Calls.Should().EndWith(["unsubscribe Chat/lobby", "add Chat/lobby", "subscribe Chat/lobby"]);
        Server.Session.ListenerCount.Should().Be(1);
        (await again.ReadAsync().Probe().NextAsync()).Text().Should().Be("before");
    }

    [Fact]
    public async Task Leave_LinkIsDownAndTheSessionEnds_IsNotJoinedAgain()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Session.LoseLink();
        await room.LeaveAsync().Within();

        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        Server.Session.Selections.Should().BeEmpty();
        await client.JoinAsync("lobby").Within();
        Server.Session.Selections.Should().Equal(Path);
    }

    [Fact]
    public async Task Dispose_LinkIsDown_Closes()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.Session.LoseLink();

        await client.DisposeAsync().Within();

        client.Status.Should().Be(new ConnectionStatus(ConnectionState.Closed, Time.GetUtcNow()));
        room.Status.Should().Be(new RoomStatus(RoomState.Closed, Time.GetUtcNow()));
        Server.Session.IsDisposed.Should().BeTrue();
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Call_UnderWayWhenTheLinkBreaks_IsAnsweredWhenItIsBack()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        var reply = new TaskCompletionSource();
        Server.OnReply = () => reply.Task;
        Task<SendReceipt> sending = room.SendAsync("hi");

        Server.Session.LoseLink();
        sending.IsCompleted.Should().BeFalse();
        Server.Session.Resume();
        reply.SetResult();

        await sending.Within();
    }

    [Fact]
    public async Task Call_NoAnswerBecauseTheLinkIsDown_IsNoMatterOfTime()
    {
        MessagingClient client = NewClient(o => o.OutboxCapacity = 0);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        Server.OnReply = () => new TaskCompletionSource().Task;
        Task<SendReceipt> sending = room.SendAsync("hi");
        Server.Session.LoseLink();

        await Time.PassAsync(TimeSpan.FromSeconds(10));

        (await sending.Awaiting(s => s.Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.ConnectionLost);
    }

    /// <summary>The session may be either user, so it is not used any more.</summary>
    [Fact]
    public async Task ChangeUser_AnswerLostOnALivingSession_ReplacesIt()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await client.ConnectAsync().Within();
        Server.Security.OnCall = call => call == "reauthenticate bob"
            ? throw new MessagingException(MessagingErrorCode.ConnectionLost, "the answer is lost", isTransient: true)
            : Task.CompletedTask;

        (await client.Awaiting(c => c.ChangeUserAsync("bob", "pw").Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        await client.WhenAsync(ConnectionState.Connected);

        client.SessionId.Should().Be("session-2");
        client.Principal.Should().Be("ann");
        Server.Opened[^1].Principal.Should().Be("ann");
    }

    [Fact]
    public async Task Capabilities_LinkComesBack_AreAskedForAgain()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await room.WatchCapabilitiesAsync().FirstAsync(may => may.MaySend).Within();
        Server.Session.LoseLink();
        Server.Security.Permissions = (_, _) => [PathPermission.ReadTopic];

        Server.Session.Resume();

        await room.WatchCapabilitiesAsync().FirstAsync(may => !may.MaySend).Within();
    }

    [Fact]
    public async Task Online_LinkComesBack_BeginsAnew()
    {
        MessagingClient client = NewClient();
        await using StreamProbe<IReadOnlyList<OnlineSession>> online = client.Accounts.WatchOnlineAsync().Probe();
        await online.NextAsync();
        ISessionWatcher former = Server.Security.Watchers.Single();
        former.OnOpened("gone while the link was down", new Dictionary<string, string> { ["$Principal"] = "bob" });
        (await online.NextAsync()).Should().HaveCount(1);

        Server.Session.LoseLink();
        Server.Session.Resume();

        (await online.NextAsync()).Should().BeEmpty();
        Server.Security.Watchers.Should().ContainSingle().Which.Should().NotBeSameAs(former);
    }
}
