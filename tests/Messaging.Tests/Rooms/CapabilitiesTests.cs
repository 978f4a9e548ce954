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
        Time.LiveTimers.Should().Be(0);
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

    private static async Task<RoomEvent> NextAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return reader.Current;
    }

    private static async Task<RoomCapabilities> KnownAsync(IChatRoom room) =>
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.IsKnown).AsTask().Within();
}
