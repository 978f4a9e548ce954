using System.Net.Sockets;

namespace Messaging.TestKit;

/// <summary>One connection through a <see cref="WebSocketRelay"/>.</summary>
internal sealed class RelayedConnection(Socket client, Action<byte[]> onMessage)
{
    /// <summary>Passes on until both sides have ended. Does not throw for what happens to a connection.</summary>
    public async Task RunAsync(Uri url)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(url.Host, url.Port);
            var messages = new WebSocketMessages(onMessage);
            await Task.WhenAll(PassAsync(client, server, messages.Read), PassAsync(server, client, static _ => { }));
        }
        catch (Exception cut) when (IsCut(cut))
        {
            // The server is gone, and the client will see that; or it was the client.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Cuts the client's side off. The server's side ends when the server has seen that.</summary>
    public void Cut() => client.Close(0);

    /// <summary>Reads one side to its end, even if the other one takes no more: what a side has to say it says to the end.</summary>
    private static async Task PassAsync(Socket from, Socket to, Action<ReadOnlyMemory<byte>> look)
    {
        byte[] buffer = new byte[16 * 1024];
        bool isTaken = true;
        while (await ReceiveAsync(from, buffer) is var count and > 0)
        {
            look(buffer.AsMemory(0, count));
            isTaken = isTaken && await TrySendAsync(to, buffer.AsMemory(0, count));
        }

        TryEnd(to);
    }

    private static async Task<int> ReceiveAsync(Socket from, Memory<byte> buffer)
    {
        try
        {
            return await from.ReceiveAsync(buffer);
        }
        catch (Exception cut) when (IsCut(cut))
        {
            return 0;
        }
    }

    private static async Task<bool> TrySendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await to.SendAsync(bytes[sent..]);
            }

            return true;
        }
        catch (Exception cut) when (IsCut(cut))
        {
            return false;
        }
    }

    private static void TryEnd(Socket to)
    {
        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (IsCut(cut))
        {
            // It has ended already.
        }
    }

    private static bool IsCut(Exception error) => error is SocketException or ObjectDisposedException;
}
