namespace Messaging.Tests.Fakes;

internal static class ClientExtensions
{
    /// <summary>Completes when the client is in the state, now or later.</summary>
    public static async Task<ConnectionStatus> WhenAsync(this IMessagingClient client, ConnectionState state) =>
        await client.WatchStatusAsync().FirstAsync(status => status.State == state).Within();

    /// <summary>The text of a message event.</summary>
    public static string Text(this RoomEvent roomEvent) =>
        roomEvent.Should().BeOfType<MessagePosted>().Which.Message.Text;
}
