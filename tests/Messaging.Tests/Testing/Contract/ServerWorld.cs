using Microsoft.Extensions.Logging;

namespace Messaging.Tests.Testing.Contract;

/// <summary>Real rooms, over a local server.</summary>
internal sealed class ServerWorld : IRoomWorld
{
    private readonly ChatTestServer _server;
    private readonly MessagingClient _other;

    private ServerWorld(ChatTestServer server)
    {
        _server = server;
        Client = server.CreateClientFor(IRoomWorld.Me);
        _other = server.CreateClientFor(IRoomWorld.Other);
    }

    public IMessagingClient Client { get; }

    public static async Task<ServerWorld> StartAsync(ILoggerFactory log) =>
        new(await ChatTestServer.StartAsync(new ChatTestServerOptions { LoggerFactory = log }).Within());

    public async Task PostAsync(string room, RoomKind kind, string text)
    {
        await using IChatRoom joined = await _other.JoinAsync(room, new RoomOptions { Kind = kind }).Within();
        await joined.SendAsync(text).Within();
    }

    public async Task EditAsync(string room, long sequence, string text)
    {
        await using IChatRoom joined = await _other.JoinAsync(room, new RoomOptions { Kind = RoomKind.History }).Within();
        await joined.EditAsync(sequence, text).Within();
    }

    public async Task RemoveAsync(string room, long sequence)
    {
        await using IChatRoom joined = await _other.JoinAsync(room, new RoomOptions { Kind = RoomKind.History }).Within();
        await joined.RemoveAsync(sequence).Within();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
