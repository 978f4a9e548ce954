namespace Messaging.Tests.Testing.Contract;

/// <summary>
/// Base of tests that run twice, over a server and over the fake: what an application sees of a room must be the same. Each derived class
/// names its world; what it promises is in the abstract classes between.
/// </summary>
public abstract class RoomContractTest(bool overServer) : LoggedTest
{
    private IRoomWorld? _world;

    private protected IRoomWorld World => _world!;

    private protected IMessagingClient Client => World.Client;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = overServer ? await ServerWorld.StartAsync(Log) : new FakeWorld();
    }

    public override async ValueTask DisposeAsync()
    {
        await World.DisposeAsync().Within();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<IChatRoom> JoinAsync(RoomKind kind, string room = "lobby") =>
        Client.JoinAsync(room, new RoomOptions { Kind = kind }).Within();

    private protected static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> events)
    {
        List<T> all = [];
        await foreach (T one in events)
        {
            all.Add(one);
        }

        return all;
    }

    /// <summary>What the room holds for a reader, up to where it has caught up.</summary>
    private protected static Task<List<RoomEvent>> ReadHeldAsync(IChatRoom room, ReadFrom? from = null) =>
        ToListAsync((from is null ? room.ReadAsync() : room.ReadAsync(from)).TakeWhile(e => e is not CaughtUp)).Within();

    /// <summary>Begins to read, and has caught up.</summary>
    private protected static async Task<IAsyncEnumerator<RoomEvent>> OpenAsync(IChatRoom room, CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<RoomEvent> reader = room.ReadAsync(cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync(reader) is not CaughtUp)
        {
        }

        return reader;
    }

    private protected static async Task<RoomEvent> NextAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return reader.Current;
    }
}
