using System.Net.Sockets;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Live;

public sealed class SessionTests : LocalServerTests
{
    [Fact]
    public async Task Open_Anonymous_HasAnEmptyPrincipal()
    {
        ISession session = await Diffusion.Sessions.ConnectionTimeout(60_000).OpenAsync(Url).Within();

        session.Principal.Should().BeEmpty();
        session.SessionId.ToString().Should().MatchRegex("^[0-9a-f]{16}-[0-9a-f]{16}$");
        session.Attributes.ServerPort.Should().Be(Server.Url.Port);
        await ((ClientSession)session).DisposeAsync();
    }

    [Fact]
    public async Task Open_ByHostAndPort_ReachesTheSameServer()
    {
        ISession session = await Diffusion.Sessions.ServerHost(Server.Url.Host).ServerPort(Server.Url.Port).ConnectionTimeout(60_000)
            .OpenAsync().Within();

        session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
        await ((ClientSession)session).DisposeAsync();
    }

    [Fact]
    public void Open_BlockingForm_OpensToo()
    {
        ISession session = As("client", "password").Open(Url);

        session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
        session.Close();
    }

    [Theory]
    [InlineData("admin", "wrong-s3cret")]
    [InlineData("nobody", "s3cret")]
    public async Task Open_WrongCredentials_IsAnAuthenticationExceptionWithoutThem(string principal, string password)
    {
        Func<Task> open = () => As(principal, password).OpenAsync(Url).Within();

        AuthenticationException failure = (await open.Should().ThrowAsync<AuthenticationException>()).Which;
        failure.ToString().Should().Contain(principal).And.NotContain("s3cret");
        failure.ToString().Should().NotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password))[2..^4]);
    }

    [Fact]
    public async Task Open_NobodyListening_NamesTheAddress()
    {
        using Socket port = new(SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        string url = $"ws://127.0.0.1:{((System.Net.IPEndPoint)port.LocalEndPoint!).Port}";

        Func<Task> open = () => As("a", "s3cret").OpenAsync(url).Within();

        SessionEstablishmentException failure = (await open.Should().ThrowAsync<SessionEstablishmentException>()).Which;
        failure.Message.Should().Contain(url);
        failure.ToString().Should().NotContain("s3cret").And.NotContain("password=");
    }

    [Fact]
    [Trait("Rule", "SESS-07")]
    public async Task Open_HttpError_NamesTheStatus()
    {
        using TcpListener server = new(System.Net.IPAddress.Loopback, 0);
        server.Start();
        Task answer = AnswerAsync(server, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Func<Task> open = () => As("a", "s3cret")
            .OpenAsync($"ws://{server.LocalEndpoint}").Within();

        SessionEstablishmentException failure = (await open.Should().ThrowAsync<SessionEstablishmentException>()).Which;
        failure.Message.Should().Contain("HTTP status 503").And.Contain($"{server.LocalEndpoint}");
        failure.ToString().Should().NotContain("password=");
        await answer.Within();
    }

    [Fact]
    public async Task Server_Stops_SessionIsClosedByServerOrLost()
    {
        ISession session = await OpenAsync();
        RecordingStream<string> stream = new();
        session.Topics.AddStream("?a//", stream);
        await session.Topics.SubscribeAsync("?a//").Within();

        await Server.StopAsync().Within();

        (await stream.NextAsync()).ToString().Should().StartWith("error 101");
        session.State.Closed.Should().BeTrue();
        Func<Task> ping = () => session.Ping.PingServerAsync().Within();
        await ping.Should().ThrowAsync<SessionClosedException>();
    }

    private static async Task AnswerAsync(TcpListener server, string response)
    {
        using TcpClient client = await server.AcceptTcpClientAsync();
        using StreamReader request = new(client.GetStream(), leaveOpen: true);
        while (await request.ReadLineAsync() is { Length: > 0 })
        {
            // To its end: a socket that is closed with something unread resets the connection, and the answer may be lost.
        }

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(response));
    }
}
