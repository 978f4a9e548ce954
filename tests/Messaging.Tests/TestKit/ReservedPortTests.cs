using System.Net;
using System.Net.Sockets;
using Messaging.LocalServer;

namespace Messaging.Tests.TestKit;

public sealed class ReservedPortTests
{
    [Fact]
    public async Task Port_RefusesUntilSomebodyListensAndAgainAfterwards()
    {
        using var port = new ReservedPort();

        for (int i = 0; i < 2; i++)
        {
            await ShouldRefuseAsync(port.Number);
            await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = port.Number }).Within();
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(IPAddress.Loopback, port.Number).Within();
        }

        await ShouldRefuseAsync(port.Number);
    }

    private static async Task ShouldRefuseAsync(int port)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Func<Task> connect = () => client.ConnectAsync(IPAddress.Loopback, port).Within();
        (await connect.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }
}
