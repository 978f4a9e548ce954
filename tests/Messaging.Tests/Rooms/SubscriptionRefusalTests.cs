using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

/// <summary>
/// A room's status where the server does not say by itself how the room is: it refuses to confirm a subscription, or there is no topic.
/// </summary>
public sealed class SubscriptionRefusalTests : RoomTest
{
    private const string Path = "Chat/lobby";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly PathPermission[] None = [];
    private static readonly PathPermission[] All = Enum.GetValues<PathPermission>();

    public static TheoryData<RoomKind, MessagingException, GapReason> Refusals
    {
        get
        {
            var notPermitted = new MessagingException(MessagingErrorCode.NotPermitted, "no") { Permission = "SELECT_TOPIC", Path = Path };
            var error = new MessagingException(MessagingErrorCode.ServerError, "no");
            return new()
            {
                { RoomKind.Live, notPermitted, GapReason.NotPermitted },
                { RoomKind.History, notPermitted, GapReason.NotPermitted },
                { RoomKind.Live, error, GapReason.SubscriptionEnded },
                { RoomKind.History, error, GapReason.SubscriptionEnded },
            };
        }
    }

    /// <summary>That the subscription was over is among what was lost: but for the refusal nobody would say so.</summary>
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Status_NotConfirmedAfterALoss_SaysWhyUntilItIs(RoomKind kind, MessagingException refusal, GapReason told)
    {
        IChatRoom room = await JoinAsync(kind);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        Refuse(refusal);

        Server.Session.LoseLink();
        Server.Session.EndSubscription(Path);
        Server.Session.ResumeWithLoss();
        RoomStatus status = await WhenAsync(watcher, s => s.Error == refusal);
        status.State.Should().Be(RoomState.Interrupted);
        if (kind == RoomKind.Live)
        {
            (await reader.NextAsync()).Should().Be(new Gap(GapReason.SubscriptionRefreshed));
        }

        (await reader.NextAsync()).Should().BeOfType<Gap>().Which.Reason.Should().Be(told);
        await Log.WhenLoggedAsync("SubscriptionRefused").Within();

        Server.OnCall = (_, _) => Task.CompletedTask;
        await Time.PassAsync(Interval);
        (await WhenAsync(watcher, s => s.State == RoomState.Joined)).Error.Should().BeNull();
        Put(kind, "hi");
        (await reader.NextAsync()).Text().Should().Be("hi");
    }

    /// <summary>The topic was told of anew, so the subscription is there, whatever the server says of another one.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_NotConfirmedAfterALossThatDidNotEndIt_IsJoined(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Refuse(new MessagingException(MessagingErrorCode.NotPermitted, "no"));

        Server.Session.LoseLink();
        Server.Session.ResumeWithLoss();
        await Log.WhenLoggedAsync("RenewalNotConfirmed").Within();
        Put(kind, "hi");

        RoomEvent next = await reader.NextAsync();
        (next is Gap ? await reader.NextAsync() : next).Text().Should().Be("hi");
        room.Status.State.Should().Be(RoomState.Joined);
    }

    /// <summary>When the server answers the question that follows, it is asked to confirm once more, without waiting.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_ConfirmationTimesOut_IsAskedForAgain(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        var isAnswering = new TaskCompletionSource();
        Server.Security.OnCall = _ => isAnswering.Task;
        var timeout = new MessagingException(MessagingErrorCode.Timeout, "no answer", isTransient: true);
        Refuse(timeout);

        Server.Session.LoseLink();
        Server.Session.EndSubscription(Path);
        Server.Session.ResumeWithLoss();
        (await WhenAsync(watcher, s => s.Error == timeout)).State.Should().Be(RoomState.Interrupted);
        Server.OnCall = (_, _) => Task.CompletedTask;
        isAnswering.SetResult();

        await WhenAsync(watcher, s => s.State == RoomState.Joined);
        Server.Session.Selections.Should().Contain(Path);
    }

    /// <summary>Of a topic that is not there the server says nothing, neither that it may not be read nor that it may again.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_PermissionTakenAndGivenWithoutATopic_IsKnownWhenAskedFor(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        Server.Remove(Path);

        Server.Security.Permissions = (_, _) => None;
        await Time.PassAsync(Interval);
        RoomStatus status = await WhenAsync(watcher, s => s.State == RoomState.Interrupted);
        (status.Error!.Code, status.Error.Permission).Should().Be((MessagingErrorCode.NotPermitted, "READ_TOPIC"));
        (await reader.NextAsync()).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.NotPermitted);

        Server.Security.Permissions = (_, _) => All;
        Time.Advance(Interval);
        await WhenAsync(watcher, s => s.State == RoomState.Joined);
        Put(kind, "hi");
        RoomEvent next = await reader.NextAsync();
        (next is Gap { Reason: GapReason.RoomRecreated } ? await reader.NextAsync() : next).Text().Should().Be("hi");
        await Log.WhenLoggedAsync("ReadingForbidden").Within();
    }

    /// <summary>Nobody has seen the room, and it is empty when it may be seen: its readers are caught up already.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_JoinedWithoutPermissionAndThenWithoutATopic_IsJoinedWhenItMayBeRead(RoomKind kind)
    {
        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        IChatRoom room = await JoinAsync(kind);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync(2)).Should().Equal(new CaughtUp(), new Gap(GapReason.NotPermitted));
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        Server.Remove(Path);

        Server.Security.Permissions = (_, _) => All;
        await Time.PassAsync(Interval);
        await WhenAsync(watcher, s => s.State == RoomState.Joined);
        Put(kind, "hi");

        RoomEvent next = await reader.NextAsync();
        (next is Gap { Reason: GapReason.RoomRecreated } ? await reader.NextAsync() : next).Text().Should().Be("hi");
        await Log.WhenLoggedAsync("ReadingForbidden").Within();
    }

    /// <summary>The room was never seen, so there is nothing to repair; what it is that the reader waits for has changed.</summary>
    [Fact]
    public async Task Read_NeverSeenAndThenEndedByTheServer_IsToldTheNewReason()
    {
        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        IChatRoom room = await JoinAsync(RoomKind.History);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        (await reader.NextAsync(2)).Should().Equal(new CaughtUp(), new Gap(GapReason.NotPermitted));
        Server.OnCall = (call, cancellationToken) =>
            call == $"subscribe {Path}" ? FakeServer.NeverAsync(cancellationToken) : Task.CompletedTask;

        Server.Security.Permissions = (_, _) => All;
        Server.Session.RenewSubscription(Path);
        Server.Session.EndSubscription(Path);

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SubscriptionEnded));
        room.Status.Error!.Code.Should().Be(MessagingErrorCode.ServerError);
        await Log.WhenLoggedAsync("SubscriptionEnded").Within();
    }

    /// <summary>The first answer is old when the subscription is confirmed.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_PermittedWhileSubscribing_IsJoined(RoomKind kind)
    {
        var isSubscribing = new TaskCompletionSource();
        var isPermitted = new TaskCompletionSource();
        Server.OnCall = (call, _) =>
        {
            if (call != $"subscribe {Path}")
            {
                return Task.CompletedTask;
            }

            isSubscribing.TrySetResult();
            return isPermitted.Task;
        };
        TimeSpan interval = TimeSpan.FromSeconds(1);
        Task<IChatRoom> joining = NewClient(o => o.CapabilityRefreshInterval = interval).JoinAsync("lobby", new RoomOptions { Kind = kind });
        await isSubscribing.Task.Within();
        Server.Security.Permissions = (_, _) => None;
        Time.Advance(interval);
        await Log.WhenLoggedAsync("ReadingForbidden").Within();

        Server.Remove(Path);
        Server.Security.Permissions = (_, _) => All;
        isPermitted.SetResult();
        IChatRoom room = await joining.Within();

        room.Status.State.Should().Be(RoomState.Joined);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(0)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Put(kind, "hi");
        (await reader.NextAsync()).Text().Should().Be("hi");
    }

    /// <summary>An answer that is older than what it permits is not taken for the truth.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Status_PermissionTakenAgainBeforeItIsConfirmed_StaysInterrupted(RoomKind kind)
    {
        MessagingClient client = NewClient(o => o.CapabilityRefreshInterval = Interval);
        var options = new RoomOptions { Kind = kind };
        IChatRoom room = await client.JoinAsync("lobby", options).Within();
        await using StreamProbe<RoomStatus> watcher = room.WatchStatusAsync().Probe();
        Server.Remove(Path);
        Server.Security.Permissions = (_, _) => None;
        await Time.PassAsync(Interval);
        RoomStatus forbidden = await WhenAsync(watcher, s => s.State == RoomState.Interrupted);

        var asked = new TaskCompletionSource();
        Server.OnCall = (call, _) =>
        {
            if (call == $"subscribe {Path}")
            {
                Server.Security.Permissions = (_, _) => None;
                asked.SetResult();
            }

            return Task.CompletedTask;
        };
        Server.Security.Permissions = (_, _) => All;
        Time.Advance(Interval);
        await asked.Task.Within();
        await client.JoinAsync("lobby", options).Within();

        room.Status.Should().Be(forbidden);
        await Log.WhenLoggedAsync("ReadingForbidden").Within();
    }

    private async Task<IChatRoom> JoinAsync(RoomKind kind) =>
        await NewClient(o => o.CapabilityRefreshInterval = Interval).JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();

    private static async Task<RoomStatus> WhenAsync(StreamProbe<RoomStatus> watcher, Func<RoomStatus, bool> isSought)
    {
        while (true)
        {
            RoomStatus status = await watcher.NextAsync();
            if (isSought(status))
            {
                return status;
            }
        }
    }

    private void Refuse(MessagingException refusal) => Server.OnCall = (call, _) =>
        call == $"subscribe {Path}" ? Task.FromException(refusal) : Task.CompletedTask;

    private void Put(RoomKind kind, string text)
    {
        if (kind == RoomKind.History && !Server.Topics.ContainsKey(Path))
        {
            Server.AddSeries(Path);
        }

        Server.Put(Path, $$"""{"text":"{{text}}"}""");
    }
}
