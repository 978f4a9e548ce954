using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class CapabilitiesTests : RoomTest
{
    private const string Room = "Chat/lobby";

    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    private static readonly PathPermission[] Reader = [PathPermission.ReadTopic, PathPermission.SelectTopic];
    private static readonly PathPermission[] User = [.. Reader, PathPermission.UpdateTopic, PathPermission.EditOwnTimeSeriesEvents];

    public static TheoryData<PathPermission[], RoomKind, bool, RoomCapabilities> Table => new()
    {
        { [], RoomKind.History, false, new() { IsKnown = true } },
        { [PathPermission.ReadTopic], RoomKind.History, false, new() { IsKnown = true } },
        { Reader, RoomKind.History, false, new() { IsKnown = true, MayRead = true } },
        { User, RoomKind.History, false, new() { IsKnown = true, MayRead = true, MaySend = true, MayEditOwn = true } },
        { User, RoomKind.History, true, new() { IsKnown = true, MayRead = true, MaySend = true } },
        { User, RoomKind.Live, false, new() { IsKnown = true, MayRead = true, MaySend = true } },
        { [PathPermission.EditTimeSeriesEvents], RoomKind.History, false, new() { IsKnown = true } },
        {
            [PathPermission.EditTimeSeriesEvents, PathPermission.UpdateTopic], RoomKind.History, false,
            new() { IsKnown = true, MaySend = true, MayEditOwn = true, MayEditAny = true }
        },
        {
            Enum.GetValues<PathPermission>(), RoomKind.History, false,
            new()
            {
                IsKnown = true, MayRead = true, MaySend = true, MayEditOwn = true, MayEditAny = true, MayCreate = true,
                MayReadEditTrail = true,
            }
        },
        {
            Enum.GetValues<PathPermission>(), RoomKind.Live, false,
            new() { IsKnown = true, MayRead = true, MaySend = true, MayCreate = true }
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void From_Permissions_SayWhatTheyPermit(
        PathPermission[] permissions, RoomKind kind, bool isAnonymous, RoomCapabilities expected) =>
        RoomCapabilities.From(permissions, kind, isAnonymous).Should().Be(expected);

    [Fact]
    public async Task Join_AsksForThePathAndWaitsForNoAnswer()
    {
        Server.Security.OnCall = _ => new TaskCompletionSource().Task;
        MessagingClient client = NewClient();

        await using IChatRoom room = await client.JoinAsync("lobby").Within();
        await room.SendAsync("hello").Within();

        room.Capabilities.Should().Be(RoomCapabilities.Unknown);
        room.Capabilities.IsKnown.Should().BeFalse();
        Server.Security.Calls.Should().Equal($"permissions {Room}");
    }

    [Fact]
    public async Task Join_TwoHandles_AskOnce()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        Server.Security.Permissions = (_, _) => User;

        await using IChatRoom first = await client.JoinAsync("lobby", History).Within();
        await using IChatRoom second = await client.JoinAsync("lobby", History).Within();

        (await KnownAsync(second)).Should().Be(await KnownAsync(first));
        Server.Security.Calls.Should().Equal($"permissions {Room}");
    }

    [Fact]
    public async Task Change_OfUser_AsksAgain()
    {
        Server.Security.Permissions = (principal, _) => principal == "bob" ? User : Reader;
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await using IChatRoom room = await client.JoinAsync("lobby", History).Within();
        (await KnownAsync(room)).MaySend.Should().BeFalse();

        await client.ChangeUserAsync("bob", "pw").Within();

        (await room.WatchCapabilitiesAsync().FirstAsync(c => c.MaySend).AsTask().Within()).MayEditOwn.Should().BeTrue();
        room.Capabilities.MaySend.Should().BeTrue();
    }

    [Fact]
    public async Task NewSession_AsksAgain()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        Server.Security.Permissions = (_, _) => Reader;
        await using IChatRoom room = await client.JoinAsync("lobby").Within();
        await KnownAsync(room);

        Server.Security.Permissions = (_, _) => User;
        Server.Session.Drop();
        await Time.PassAsync(ReconnectBackoff.First / 2);

        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MaySend).AsTask().Within();
    }

    [Fact]
    public async Task Refusal_OfASend_AsksAgain()
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        Server.Security.Permissions = (_, _) => User;
        await using IChatRoom room = await client.JoinAsync("lobby").Within();
        await KnownAsync(room);
        Server.Security.Permissions = (_, _) => Reader;
        Server.OnCall = (call, _) => call.StartsWith("set", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "no") { Permission = "UPDATE_TOPIC", Path = Room }
            : Task.CompletedTask;

        var error = (await room.Awaiting(r => r.SendAsync("hello").Within()).Should().ThrowAsync<MessagingException>()).Which;

        (error.Permission, error.Path).Should().Be(("UPDATE_TOPIC", Room));
        await room.WatchCapabilitiesAsync().FirstAsync(c => !c.MaySend).AsTask().Within();
    }

    [Fact]
    public async Task Interval_AsksAgain()
    {
        var interval = TimeSpan.FromSeconds(30);
        MessagingClient client = NewClient(o => o.CapabilityRefreshInterval = interval);
        Server.Security.Permissions = (_, _) => Reader;
        await using IChatRoom room = await client.JoinAsync("lobby").Within();
        await KnownAsync(room);
        Server.Security.Permissions = (_, _) => User;

        await Time.PassAsync(interval);
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MaySend).AsTask().Within();

        Server.Security.Permissions = (_, _) => Reader;
        Time.Advance(interval);
        await room.WatchCapabilitiesAsync().FirstAsync(c => !c.MaySend).AsTask().Within();
        await room.LeaveAsync().Within();
        await Time.WhenNoTimersAsync();
    }

    [Fact]
    public async Task Failure_LeavesWhatWasKnown()
    {
        var interval = TimeSpan.FromSeconds(30);
        MessagingClient client = NewClient(o => o.CapabilityRefreshInterval = interval);
        await using IChatRoom room = await client.JoinAsync("lobby").Within();
        RoomCapabilities known = await KnownAsync(room);
        Server.Security.OnCall = _ => throw new MessagingException(MessagingErrorCode.ServerError, "no answer");

        await Time.PassAsync(interval);
        await room.SendAsync("hello").Within();

        room.Capabilities.Should().Be(known);
        client.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task Watch_RoomLeftOrClientDisposed_Ends()
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        IChatRoom other = await client.JoinAsync("lobby").Within();
        Task<List<RoomCapabilities>> watching = room.WatchCapabilitiesAsync().ToListAsync().AsTask();
        Task<List<RoomCapabilities>> otherWatching = other.WatchCapabilitiesAsync().ToListAsync().AsTask();

        await room.LeaveAsync().Within();
        await watching.Within();
        otherWatching.IsCompleted.Should().BeFalse();
        await client.DisposeAsync().AsTask().Within();

        (await otherWatching.Within()).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Watch_Cancelled_ThrowsItsToken()
    {
        await using IChatRoom room = await NewClient().JoinAsync("lobby").Within();
        using var cancellation = new CancellationTokenSource();
        Task watching = room.WatchCapabilitiesAsync(cancellation.Token).ToListAsync().AsTask();

        await cancellation.CancelAsync();

        await watching.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task ReadingForbidden_ReadersAreToldAndGoOnWhenItIsPermittedAgain(RoomKind kind)
    {
        MessagingClient client = NewClient(o => o.Principal = "ann");
        await using IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();
        await KnownAsync(room);
        await room.SendAsync("before").Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        (await NextAsync(reader)).Text().Should().Be("before");
        (await NextAsync(reader)).Should().BeOfType<CaughtUp>();

        Server.Security.Permissions = (_, _) => [];
        Server.Session.ForbidReading(Room);
        (await NextAsync(reader)).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.NotPermitted);
        await room.WatchCapabilitiesAsync().FirstAsync(c => !c.MayRead).AsTask().Within();
        if (kind == RoomKind.History)
        {
            Server.Append(Room, """{"text":"meanwhile"}""");
        }

        Server.Security.Permissions = (_, _) => User;
        Server.Session.RenewSubscription(Room);
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MayRead).AsTask().Within();
        await room.SendAsync("after").Within();

        if (kind == RoomKind.History)
        {
            (await NextAsync(reader)).Text().Should().Be("meanwhile");
        }

        (await NextAsync(reader)).Text().Should().Be("after");
    }

    /// <summary>The server confirms the subscription and stays silent: the readers have to be told by somebody else.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task JoinedWithoutReadTopic_ReadersAreToldAndGoOnWhenItIsPermitted(RoomKind kind)
    {
        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        await using IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        (await reader.NextAsync(2)).Should().Equal(new CaughtUp(), new Gap(GapReason.NotPermitted));
        Put(kind, "meanwhile");

        Permit();
        (await reader.NextAsync()).Text().Should().Be("meanwhile");
        Put(kind, "after");

        (await reader.NextAsync()).Text().Should().Be("after");
        await Log.WhenLoggedAsync("ReadingForbidden").Within();
        await using StreamProbe<RoomEvent> later = room.ReadAsync(ReadFrom.LiveOnly).Probe();
        (await later.NextAsync()).Should().Be(new CaughtUp());
        Put(kind, "more");
        (await later.NextAsync()).Text().Should().Be("more");
    }

    /// <summary>What a reader asked for counts from where it may begin, not from what it could not see.</summary>
    [Fact]
    public async Task JoinedWithoutReadTopic_EachReaderStartsWhereItAskedToOnceItMay()
    {
        Server.AddSeries(Room, retained: "limit 6", subscription: "limit 3");
        Post(8);
        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        await using IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", History).Within();
        ReadFrom[] starts = [ReadFrom.LiveOnly, ReadFrom.Latest(2), ReadFrom.Latest(5), ReadFrom.FromSequence(0)];
        List<StreamProbe<RoomEvent>> readers = [.. starts.Select(start => room.ReadAsync(start).Probe())];
        foreach (StreamProbe<RoomEvent> reader in readers)
        {
            (await reader.NextAsync(2)).Should().Equal(new CaughtUp(), new Gap(GapReason.NotPermitted));
        }

        Permit();
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MayRead).AsTask().Within();
        (await readers[2].NextAsync(5)).Select(e => e.Text()).Should().Equal("3", "4", "5", "6", "7");
        Post();

        (await readers[0].NextAsync()).Text().Should().Be("8");
        (await readers[1].NextAsync(3)).Select(e => e.Text()).Should().Equal("6", "7", "8");
        (await readers[2].NextAsync()).Text().Should().Be("8");
        (await readers[3].NextAsync()).Should().Be(new Gap(GapReason.NotRetained, 3) { Before = 3 });
        (await readers[3].NextAsync(6)).Select(e => e.Text()).Should().Equal("3", "4", "5", "6", "7", "8");
        foreach (StreamProbe<RoomEvent> reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    /// <summary>The next session may not read any more. That says nothing of the room: what was read remains, and is gone on from.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task ReadTopicMissingOnTheNextSession_ReadersAreToldAndGoOnFromWhatTheyHad(RoomKind kind)
    {
        await using IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();
        await room.SendAsync("before").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        (await reader.NextAsync()).Text().Should().Be("before");
        (await reader.NextAsync()).Should().Be(new CaughtUp());

        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        Server.Session.Drop();
        await Time.PassAsync(TimeSpan.FromMilliseconds(125));
        if (kind == RoomKind.Live)
        {
            (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        }

        (await reader.NextAsync()).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.NotPermitted);
        Put(kind, "meanwhile");
        Permit();

        (await reader.NextAsync()).Text().Should().Be("meanwhile");
    }

    /// <summary>A room that is not there is silent, too; that is no reason to speak of permissions. Nor is it when nobody answers.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SilentRoom_ThatMayBeRead_OrNobodyKnows_IsNoGap(bool fails)
    {
        Server.OnReply = () =>
        {
            Server.Topics.Remove(Room);
            return Task.CompletedTask;
        };
        Server.Security.OnCall = call => fails ? throw new MessagingException(MessagingErrorCode.ServerError, call) : Task.CompletedTask;
        await using IChatRoom room = await NewClient(o => o.Principal = "ann").JoinAsync("lobby").Within();
        Server.OnReply = () => Task.CompletedTask;
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync()).Should().Be(new CaughtUp());
        await room.SendAsync("hello").Within();

        (await reader.NextAsync()).Text().Should().Be("hello");
    }

    /// <summary>Nobody says so when the permission is taken while there is no topic: the next look at the capabilities does.</summary>
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task ReadTopicTakenWhileThereIsNoTopic_ReadersAreToldByTheNextLook(RoomKind kind)
    {
        var interval = TimeSpan.FromSeconds(30);
        await using IChatRoom room = await NewClient(o => (o.Principal, o.CapabilityRefreshInterval) = ("ann", interval))
            .JoinAsync("lobby", new RoomOptions { Kind = kind }).Within();
        await KnownAsync(room);
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());
        Server.Remove(Room);
        Server.Security.Permissions = (_, _) => [PathPermission.SelectTopic];
        Server.Session.Selections.Clear();

        await Time.PassAsync(interval);
        (await reader.NextAsync()).Should().Be(new Gap(GapReason.NotPermitted));
        Time.Advance(interval);
        Put(kind, "new");
        Permit();

        RoomEvent next = await reader.NextAsync();
        next = next is Gap { Reason: GapReason.RoomRecreated } ? await reader.NextAsync() : next;
        next.Text().Should().Be("new", "it was told once");
    }

    private void Permit()
    {
        Server.Security.Permissions = (_, _) => User;
        Server.Session.RenewSubscription(Room);
    }

    private void Post(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            Server.Append(Room, $$"""{"text":"{{Server.Topics[Room].Series!.Next}}"}""");
        }
    }

    /// <summary>Somebody else posts, and creates the room if need be.</summary>
    private void Put(RoomKind kind, string text)
    {
        string json = $$"""{"text":"{{text}}"}""";
        if (kind == RoomKind.Live)
        {
            Server.Put(Room, json);
            return;
        }

        if (!Server.Topics.ContainsKey(Room))
        {
            Server.AddSeries(Room);
        }

        Server.Append(Room, json);
    }

    private static async Task<RoomEvent> NextAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return reader.Current;
    }

    private static async Task<RoomCapabilities> KnownAsync(IChatRoom room) =>
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.IsKnown).AsTask().Within();
}
