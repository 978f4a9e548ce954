using CsCheck;
using Messaging.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Sessions;

public sealed class ConnectionStatusBoardTests
{
    private static readonly Gen<ConnectionState> AnyState = Gen.Enum<ConnectionState>();

    [Fact]
    public void Moves_AllPairs_AreTheArrowsOfTheDocumentation()
    {
        ConnectionState[] states = Enum.GetValues<ConnectionState>();

        var arrows = from a in states from b in states where ConnectionStatusBoard.IsLegal(a, b) select $"{a} -> {b}";

        arrows.Should().BeEquivalentTo(
            "Disconnected -> Connecting",
            "Connecting -> Connected",
            "Connecting -> Disconnected",
            "Connected -> Reconnecting",
            "Reconnecting -> Connected",
            "Disconnected -> Closed",
            "Connecting -> Closed",
            "Connected -> Closed",
            "Reconnecting -> Closed");
    }

    [Fact]
    public void TryMove_AnySequence_FollowsTheArrowsAndStampsTheTime()
    {
        AnyState.Array[0, 30].Sample(moves =>
        {
            var time = new FakeTimeProvider();
            var board = new ConnectionStatusBoard(time);
            foreach (ConnectionState to in moves)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                ConnectionStatus before = board.Current;
                var error = new MessagingException(MessagingErrorCode.ServerError, $"{to}");
                bool moved = board.TryMove(to, error);
                ConnectionStatus expected = moved ? new ConnectionStatus(to, time.GetUtcNow(), error) : before;
                if (moved != ConnectionStatusBoard.IsLegal(before.State, to) || board.Current != expected)
                {
                    return false;
                }
            }

            return true;
        });
    }

    [Fact]
    public void TryMove_WithSomethingToDoFirst_IsSeenByNobodyBeforeThatIsDone()
    {
        var board = new ConnectionStatusBoard(TimeProvider.System);
        Task changed = board.Changed;
        ConnectionStatus before = board.Current;
        bool isDone = false;

        board.TryMove(ConnectionState.Connecting, first: () => isDone = board.Current == before && !changed.IsCompleted).Should().BeTrue();

        isDone.Should().BeTrue();
        changed.IsCompleted.Should().BeTrue();
        board.TryMove(ConnectionState.Connecting, first: () => isDone = false).Should().BeFalse();
        isDone.Should().BeTrue(because: "there is no such arrow");
    }

    [Fact]
    public async Task TryMove_ConcurrentRivals_OneWins()
    {
        for (int round = 0; round < 200; round++)
        {
            var board = new ConnectionStatusBoard(TimeProvider.System);
            board.TryMove(ConnectionState.Connecting);

            bool[] moved = await Task.WhenAll(
                Task.Run(() => board.TryMove(ConnectionState.Disconnected)),
                Task.Run(() => board.TryMove(ConnectionState.Connected))).Within();

            moved.Count(m => m).Should().Be(1);
        }
    }
}
