using System.Net.Sockets;
using Messaging.LocalServer;

namespace Messaging.Tests.Testing;

/// <summary>The server for users' tests.</summary>
public sealed class ChatTestServerTests : LoggedTest
{
    [Fact]
    public async Task Server_ThreeLines_TwoClientsTalk()
    {
        await using ChatTestServer server = await StartAsync();
        IChatRoom ann = await server.CreateClient(o => o.DisplayName = "Ann").JoinAsync("lobby").Within();
        IChatRoom ben = await server.CreateClient(o => o.DisplayName = "Ben").JoinAsync("lobby").Within();

        await ann.SendAsync("hello").Within();

        MessagePosted posted = await NextAsync(ben);
        posted.Message.Name.Should().Be("Ann");
        posted.Message.Text.Should().Be("hello");
        server.Server.Statistics.Sessions.Should().Be(2);
        server.Network.Statistics.Connections.Should().Be(2);
    }

    [Fact]
    public async Task Server_SeveralAtATime_KnowNothingOfEachOther()
    {
        await using ChatTestServer one = await StartAsync();
        await using ChatTestServer other = await StartAsync();

        await one.CreateClient().JoinAsync("lobby").Within();

        one.Url.Should().NotBe(other.Url);
        other.Server.Statistics.Topics.Should().Be(0);
    }

    [Fact]
    public async Task CreateClientFor_Account_SignsIn()
    {
        TestSecrets.Conceal(TestSecrets.Register("a secret of Ann's"));
        await using ChatTestServer server = await StartAsync(o => o.Accounts = [new LocalPrincipal("ann", "a secret of Ann's", ["CLIENT"])]);

        IChatRoom room = await server.CreateClientFor("ann").JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        SendReceipt receipt = await room.SendAsync("hello").Within();

        receipt.Event!.Author.Should().Be("ann");
    }

    [Fact]
    public async Task CreateClientFor_NoSuchAccount_SaysWhichThereAre()
    {
        await using ChatTestServer server = await StartAsync();

        server.Invoking(s => s.CreateClientFor("ann")).Should().Throw<ArgumentException>().WithMessage("*'ann'*admin, control, client, operator*");
    }

    [Fact]
    public async Task Configure_OfAllClientsAndOfOne_TheOneComesLast()
    {
        await using ChatTestServer server = await StartAsync(o => o.ConfigureClients = client =>
        {
            client.DisplayName = "Somebody";
            client.TopicPrefix = "Talk";
        });

        IChatRoom room = await server.CreateClient(o => o.DisplayName = "Ann").JoinAsync("lobby").Within();
        await room.SendAsync("hello").Within();

        room.TopicPath.Should().Be("Talk/lobby");
        (await NextAsync(room)).Message.Name.Should().Be("Ann");
    }

    [Fact]
    public async Task ConfigureServer_NoAnonymousClients_AreShutOut()
    {
        await using ChatTestServer server = await StartAsync(o => o.ConfigureServer = s => s.AllowAnonymous = false);

        Func<Task> connect = () => server.CreateClient().ConnectAsync().Within();

        (await connect.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        await server.CreateClientFor("client").ConnectAsync().Within();
    }

    [Fact]
    public async Task Stop_ClientsAreCutOffAndNewOnesRefused()
    {
        await using ChatTestServer server = await StartAsync();
        MessagingClient client = server.CreateClient();
        await client.ConnectAsync().Within();

        await server.StopAsync().Within();

        await client.WatchStatusAsync().FirstAsync(status => status.State == ConnectionState.Reconnecting).AsTask().Within();
        Func<Task> connect = () => server.CreateClient().ConnectAsync().Within();
        (await connect.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.ConnectFailed);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        Func<Task> raw = () => socket.ConnectAsync(server.Url.Host, server.Url.Port);
        (await raw.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Theory]
    [InlineData(true, "before")]
    [InlineData(false, null)]
    public async Task Restart_ClientsComeBackAndTheDataIfItIsKept(bool keepData, string? first)
    {
        await using ChatTestServer server = await StartAsync(o => o.KeepData = keepData);
        Uri url = server.Url;
        LocalDiffusionServer former = server.Server;
        MessagingClient client = server.CreateClient();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await room.SendAsync("before").Within();

        await server.RestartAsync().Within();
        await room.SendAsync("after").Within();

        server.Url.Should().Be(url);
        server.Server.Should().NotBeSameAs(former);
        List<string> texts = [];
        await foreach (ChatMessage message in room.History.Earliest())
        {
            texts.Add(message.Text);
        }

        texts.Should().Equal(first is null ? ["after"] : [first, "after"]);
    }

    [Fact]
    public async Task Restart_AfterStop_StartsIt()
    {
        await using ChatTestServer server = await StartAsync();
        await server.StopAsync().Within();
        await server.StopAsync().Within();

        await server.RestartAsync().Within();

        await server.CreateClient().ConnectAsync().Within();
    }

    [Fact]
    public async Task Dispose_LeavesNothing()
    {
        ChatTestServer server = await StartAsync(o => o.KeepData = true);
        MessagingClient client = server.CreateClient();
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await room.SendAsync("hello").Within();

        await server.DisposeAsync().AsTask().Within();
        await server.DisposeAsync().AsTask().Within();

        client.Status.State.Should().Be(ConnectionState.Closed);
        server.Network.Statistics.Open.Should().Be(0);
        server.Server.Statistics.Sessions.Should().Be(0);
        server.Invoking(s => s.CreateClient()).Should().Throw<ObjectDisposedException>();
        await server.Awaiting(s => s.RestartAsync()).Should().ThrowAsync<ObjectDisposedException>();
        await server.Awaiting(s => s.StopAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Dispose_NobodyHearsTheClients_IsDone()
    {
        ChatTestServer server = await StartAsync();
        await server.CreateClient().ConnectAsync().Within();
        server.Network.ToServer.Swallow();
        server.Network.ToClients.Swallow();

        await server.DisposeAsync().AsTask().Within();

        server.Network.Statistics.Open.Should().Be(0);
    }

    private async Task<ChatTestServer> StartAsync(Action<ChatTestServerOptions>? configure = null)
    {
        var options = new ChatTestServerOptions { LoggerFactory = Log };
        configure?.Invoke(options);
        return await ChatTestServer.StartAsync(options).Within();
    }

    private static async Task<MessagePosted> NextAsync(IChatRoom room) =>
        await room.ReadAsync().OfType<MessagePosted>().FirstAsync().AsTask().Within();
}
