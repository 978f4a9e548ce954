namespace Messaging.Tests.Testing.Contract;

/// <summary>Fake rooms, without a server.</summary>
internal sealed class FakeWorld : IRoomWorld
{
    private readonly FakeMessagingClient _client = new(new MessagingOptions { Principal = IRoomWorld.Me });

    public IMessagingClient Client => _client;

    public Task PostAsync(string room, RoomKind kind, string text)
    {
        _client.Room(room, kind).Post(IRoomWorld.Other, text);
        return Task.CompletedTask;
    }

    public Task EditAsync(string room, long sequence, string text)
    {
        _client.Room(room, RoomKind.History).EditAs(IRoomWorld.Other, sequence, text);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string room, long sequence)
    {
        _client.Room(room, RoomKind.History).RemoveAs(IRoomWorld.Other, sequence);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
