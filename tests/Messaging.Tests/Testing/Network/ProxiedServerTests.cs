using System.Net.WebSockets;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;

namespace Messaging.Tests.Testing.Network;

/// <summary>The proxy between a WebSocket client and the server that it is made for.</summary>
public sealed class ProxiedServerTests : ServerTest
{
    private const string Handshake = "diffusion?ty=WB&v=29&ca=2&r=0";
    private const byte Accepted = 100;

    [Fact]
    public async Task AfterFrames_OfAServer_ClientHasTheAnswerToItsHandshakeAndNoMore()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await using FaultProxy proxy = FaultProxy.Start(server.Url);
        proxy.Prepare = connection => connection.FromServer.AfterFrames(1, FaultAction.Reset);
        using ClientWebSocket client = new();
        await client.ConnectAsync(new Uri(proxy.Url, Handshake), CancellationToken.None).Within();

        byte[] answer = new byte[1024];
        await client.ReceiveAsync(answer, CancellationToken.None).Within();

        answer[2].Should().Be(Accepted);
        Func<Task> next = () => client.ReceiveAsync(answer, CancellationToken.None).Within();
        await next.Should().ThrowAsync<WebSocketException>();
        await Eventually.BecomesAsync(() => server.Statistics.Sessions, sessions => sessions == 0);
    }

    [Fact]
    public async Task Duplicate_ServerAnswersBoth()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await using FaultProxy proxy = FaultProxy.Start(server.Url);
        using ClientWebSocket client = new();
        await client.ConnectAsync(new Uri(proxy.Url, Handshake), CancellationToken.None).Within();
        byte[] answer = new byte[1024];
        await client.ReceiveAsync(answer, CancellationToken.None).Within();

        DuplicateRequest duplicate = await proxy.DuplicateAsync(proxy.Connections.Single()).Within();

        byte[]? other = await duplicate.FirstFrame.Within();
        other![2].Should().Be(Accepted);
        other.Should().NotEqual(answer.Take(other.Length), "each has a session of its own");
        server.Statistics.Sessions.Should().Be(2);
        await duplicate.DisposeAsync();
        await Eventually.BecomesAsync(() => server.Statistics.Sessions, sessions => sessions == 1);
    }
}
