namespace Messaging.Performance.Tests.Rooms;

/// <summary>What the tests of the client have in common. They use what an application uses, and log nothing.</summary>
public abstract class RoomTest(ServerProcess server) : IClassFixture<ServerProcess>
{
    /// <summary>The text of each message: 125 characters.</summary>
    protected static string Text { get; } = "A message of the length that people write in chats. ".PadRight(125, 'x');

    /// <summary>Rooms that remember more than is ever asked for.</summary>
    protected static RoomOptions History { get; } = new() { Kind = RoomKind.History, RetainedRange = "limit 1000" };

    /// <summary>A client that is connected.</summary>
    protected async Task<MessagingClient> ConnectAsync(string name)
    {
        MessagingClient client = MessagingClient.Create(options =>
        {
            options.Url = server.Url;
            options.DisplayName = name;
        });
        await client.ConnectAsync().Within();
        return client;
    }
}
