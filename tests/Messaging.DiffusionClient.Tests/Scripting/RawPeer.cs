using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>The server's end of a WebSocket, byte by byte (RFC 6455). Messages are shorter than 126 bytes.</summary>
internal sealed class RawPeer(Socket socket, string requestTarget) : IDisposable
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int MaskLength = 4;

    /// <summary>What stands behind GET.</summary>
    public string RequestTarget => requestTarget;

    /// <summary>Length of a client's message on the wire: two bytes and the mask in front.</summary>
    public static int WireLength(byte[] message) => 2 + MaskLength + message.Length;

    /// <summary>A message as it goes over the wire to a client.</summary>
    public static byte[] Frame(byte[] message) => [0x82, (byte)message.Length, .. message];

    public static async Task<RawPeer> UpgradeAsync(Socket socket)
    {
        socket.NoDelay = true;
        string request = string.Empty;
        while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            request += Encoding.ASCII.GetString(await ReadAsync(socket, 1));
        }

        string key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // The WebSocket protocol asks for it.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
        await WriteAsync(
            socket,
            Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return new RawPeer(socket, request.Split(' ')[1]);
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(string hex) => SendAsync(Convert.FromHexString(hex));

    /// <summary>Sends a message.</summary>
    public Task SendAsync(byte[] message) => SendRawAsync(Frame(message));

    /// <summary>Sends bytes as they are.</summary>
    public Task SendRawAsync(byte[] bytes) => WriteAsync(socket, bytes);

    /// <summary>The next message of the client.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        byte[] header = await ReadAsync(socket, 2);
        header[0].Should().Be(0x82, "a whole binary message is expected");
        byte[] mask = await ReadAsync(socket, MaskLength);
        byte[] message = await ReadAsync(socket, header[1] & 0x7f);
        for (int i = 0; i < message.Length; i++)
        {
            message[i] ^= mask[i % MaskLength];
        }

        return message;
    }

    /// <summary>Takes this many bytes, wherever in a message that ends.</summary>
    public Task ReceiveRawAsync(int count) => ReadAsync(socket, count);

    /// <summary>Ends the connection: what was sent arrives, and nothing else.</summary>
    public void Dispose()
    {
        socket.Shutdown(SocketShutdown.Send);
        socket.Dispose();
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int next = await socket.ReceiveAsync(bytes.AsMemory(read)).Within();
            next.Should().BePositive("the client should not end the connection");
            read += next;
        }

        return bytes;
    }

    private static async Task WriteAsync(Socket socket, byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent)).Within();
        }
    }
}
