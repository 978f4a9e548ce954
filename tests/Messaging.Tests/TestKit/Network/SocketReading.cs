using System.Net.Sockets;

namespace Messaging.Tests.TestKit.Network;

internal static class SocketReading
{
    public static async Task<byte[]> ReadExactlyAsync(this Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        await using NetworkStream stream = new(socket, ownsSocket: false);
        await stream.ReadExactlyAsync(bytes).Within();
        return bytes;
    }

    /// <summary>Everything until the end, which must be an orderly one.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Socket socket)
    {
        using MemoryStream all = new();
        await using NetworkStream stream = new(socket, ownsSocket: false);
        await stream.CopyToAsync(all).Within();
        return all.ToArray();
    }

    public static async Task ShouldBeResetAsync(this Socket socket)
    {
        Func<Task> read = () => socket.ReceiveAsync(new byte[1]).Within();
        (await read.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }
}
