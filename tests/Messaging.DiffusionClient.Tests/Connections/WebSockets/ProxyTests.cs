using System.Net;
using System.Net.Sockets;
using System.Text;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Connections.WebSockets;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

/// <summary>Where a proxy is between, it is asked; where it is bypassed, it is not.</summary>
public sealed class ProxyTests : LoggedTest
{
    [Fact]
    public async Task Connect_WithAProxy_AsksItForATunnel()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> asked = RefuseAsync(listener);
        WebSocketConnector connector = new(new WebProxy($"http://{listener.LocalEndpoint}"));

        Func<Task> connect = () => connector.ConnectAsync(Target("chat.invalid", 8080), CancellationToken.None).Within();

        (await connect.Should().ThrowAsync<IOException>()).Which.Message.Should().NotContain("s3cret");
        (await asked.Within()).Should().StartWith("CONNECT chat.invalid:8080 HTTP/1.1\r\n");
    }

    [Fact]
    public async Task Connect_WithAProxyThatIsBypassed_GoesStraight()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> asked = RefuseAsync(listener);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        WebSocketConnector connector = new(new WebProxy("http://proxy.invalid:1", BypassOnLocal: true));

        Func<Task> connect = () => connector.ConnectAsync(Target("localhost", port), CancellationToken.None).Within();

        (await connect.Should().ThrowAsync<IOException>()).WithMessage("*HTTP status 403");
        (await asked.Within()).Should().StartWith("GET /diffusion?password=s3cret HTTP/1.1\r\n");
    }

    private static ConnectionTarget Target(string host, int port) =>
        new(new ServerAddress(host, port, string.Empty, Secure: false), "/diffusion?password=s3cret", 1000, null);

    private static async Task<string> RefuseAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        byte[] request = new byte[4096];
        int length = await client.GetStream().ReadAsync(request);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return Encoding.ASCII.GetString(request, 0, length);
    }
}
