using Messaging.Diagnostics;
using Messaging.Rooms;
using Messaging.Sessions;
using Messaging.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.Tests.Rooms;

/// <summary>Turns that no client can be brought to take in a certain order.</summary>
public sealed class JoinedRoomsTests
{
    private const string Path = "Chat/lobby";

    private readonly FakeServer _server = new();
    private readonly JoinedRooms _rooms = new(
        new RecentIds(), () => null, TimeSpan.Zero, new ClientTelemetry(new Uri("ws://fake:8080"), TimeProvider.System), TimeProvider.System, NullLogger.Instance);

    /// <summary>
    /// The room is left by the last of two handles while it is being joined again on another session, and waits for its turn behind the first
    /// one that was left. By then it is gone, and whoever joins next has a subscription of their own.
    /// </summary>
    [Fact]
    public async Task Move_OfARoomThatIsLeftBeforeItsTurn_DoesNotBringItBack()
    {
        ITopicSession former = await _server.OpenAsync(CancellationToken.None);
        RoomSubscription room = await JoinAsync(former);
        await JoinAsync(former);
        var answer = new TaskCompletionSource();
        _server.OnCall = (call, _) => call.StartsWith("subscribe", StringComparison.Ordinal) ? answer.Task : Task.CompletedTask;
        Task<bool> confirming = room.ConfirmAsync(former, CancellationToken.None);

        Task firstLeft = _rooms.LeaveAsync(room);
        var next = (FakeSession)await _server.OpenAsync(CancellationToken.None);
        Task moving = _rooms.MoveToAsync(next, CancellationToken.None);
        Task secondLeft = _rooms.LeaveAsync(room);
        answer.SetResult();
        await Task.WhenAll(confirming, firstLeft, moving, secondLeft).Within();

        next.SubscribeCalls.Should().Be(0);
        _rooms.Subscriptions.Should().BeEmpty();
        (await JoinAsync(next)).Should().NotBeSameAs(room);
        next.Selections.Should().Equal(Path);
    }

    private Task<RoomSubscription> JoinAsync(ITopicSession session) =>
        _rooms.JoinAsync(RoomTopic.For(new RoomOptions(), Path), _ => Task.FromResult(session), CancellationToken.None).Within();
}
