using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Peers.Product;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>The sessions and rooms of one measurement, all of the product. They are gone when this is disposed.</summary>
internal sealed class GrowthSite(ServerEndpoint server) : IAsyncDisposable
{
    private const int UnderWay = 64;

    private readonly Faults _faults = new();
    private readonly List<PeerSession> _sessions = [];
    private readonly List<PeerRoom> _rooms = [];
    private readonly Lock _lock = new();

    public ServerEndpoint Server => server;

    /// <summary>What the members of rooms receive.</summary>
    public Deliveries Deliveries { get; } = new();

    /// <summary>Opens a session.</summary>
    /// <param name="sender">The number of its user.</param>
    /// <param name="retained">How many messages its rooms remember, if they are created.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PeerSession> ConnectAsync(int sender, int retained, CancellationToken cancellationToken)
    {
        ProductSession session = new(new SessionContext(server.Url, sender, _faults), RoomKind.History, sendsDeltas: true, retained);
        lock (_lock)
        {
            _sessions.Add(session);
        }

        await session.ConnectAsync(cancellationToken);
        return session;
    }

    /// <summary>Lets a session join a room.</summary>
    /// <param name="session">The session.</param>
    /// <param name="room">The room.</param>
    /// <param name="reads">Whether it reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PeerRoom> JoinAsync(PeerSession session, string room, bool reads, CancellationToken cancellationToken)
    {
        PeerRoom joined = await session.JoinAsync(room, reads ? Deliveries : null, cancellationToken);
        lock (_lock)
        {
            _rooms.Add(joined);
        }

        return joined;
    }

    /// <summary>Posts messages to rooms in turn, some at a time, and waits until they are accepted and every reader has had them.</summary>
    public async Task PostAsync(IReadOnlyList<PeerRoom> rooms, int messages, int readersOfEach, CancellationToken cancellationToken)
    {
        for (int posted = 0; posted < messages; posted += UnderWay)
        {
            int batch = Math.Min(UnderWay, messages - posted);
            Task delivered = readersOfEach == 0 ? Task.CompletedTask : Deliveries.ExpectAsync((long)batch * readersOfEach);
            int first = posted;
            await Task.WhenAll(Enumerable.Range(0, batch).Select(index => rooms[(first + index) % rooms.Count].AppendAsync(first + index)));
            await delivered.WaitAsync(cancellationToken);
            _faults.ThrowIfAny();
        }
    }

    /// <summary>Does something for each number below a count, a few at a time.</summary>
    public static Task ForEachAsync(int count, Func<int, CancellationToken, Task> act, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (index, token) => await act(index, token));

    public async ValueTask DisposeAsync()
    {
        await ForEachAsync(_rooms.Count, async (index, _) => await _rooms[index].DisposeAsync(), CancellationToken.None);
        await ForEachAsync(_sessions.Count, async (index, _) => await _sessions[index].DisposeAsync(), CancellationToken.None);
        await ControlClient.ResetAsync(server.Control!, CancellationToken.None);
    }
}
