using System.Net.Sockets;

namespace Messaging.Tests.Testing.Network;

internal static class SocketReading
{
    public static async Task<byte[]> ReadExactlyAsync(this Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = await socket.ReceiveAsync(bytes.AsMemory(read)).Within();
            more.Should().BePositive("the connection must not end here");
            read += more;
        }

        return bytes;
    }

    /// <summary>Everything until the end, which must be an orderly one.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Socket socket)
    {
        List<byte> all = [];
        byte[] buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer).Within() is var count and > 0)
        {
            all.AddRange(buffer.AsSpan(0, count));
        }

        return [.. all];
    }

    public static async Task ShouldBeResetAsync(this Socket socket)
    {
        Func<Task> read = () => socket.ReceiveAsync(new byte[1]).Within();
        (await read.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }
}
