using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>The client's ways to connect.</summary>
internal static class RawConnector
{
    /// <summary>By the framework's client.</summary>
    public static async Task<IRawLink> ConnectStockAsync(SessionContext context, CancellationToken cancellationToken)
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(context.Url, cancellationToken);
        return new StockLink(socket, context.Faults);
    }

    /// <summary>By a socket, with the handshake by hand.</summary>
    public static async Task<IRawLink> ConnectCoalescingAsync(SessionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.Url.Host, context.Url.Port, cancellationToken);
        NetworkStream stream = new(socket, ownsSocket: true);
        string request =
            $"GET / HTTP/1.1\r\nHost: {context.Url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        await SkipResponseAsync(stream, cancellationToken);
        return new CoalescingLink(stream, isClient: true, context.Faults);
    }

    private static async Task SkipResponseAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] one = new byte[1];
        StringBuilder response = new();
        while (!response.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            response.Append((char)one[0]);
        }

        if (!response.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The server did not switch to WebSocket.");
        }
    }
}
