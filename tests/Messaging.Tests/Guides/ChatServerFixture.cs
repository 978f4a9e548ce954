namespace Messaging.Tests.Guides;

#region fixture
public sealed class ChatServerFixture : IAsyncLifetime
{
    public ChatTestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ChatTestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

public sealed class LobbyTests(ChatServerFixture chat) : IClassFixture<ChatServerFixture>
{
    [Fact]
    public async Task Message_ThatIsSent_CanBeRead()
    {
        IChatRoom room = await chat.Server.CreateClient().JoinAsync("lobby");

        await room.SendAsync("hello");

        RoomEvent first = await room.ReadAsync().FirstAsync();
        Assert.Equal("hello", Assert.IsType<MessagePosted>(first).Message.Text);
    }
}
#endregion
