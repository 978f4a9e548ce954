using System.Net.Sockets;

namespace Messaging.Testing;

/// <summary>Reads and writes sockets for which it is normal to be cut off.</summary>
internal static class ProxySockets
{
    public static bool IsCut(Exception error) => error is SocketException or ObjectDisposedException;

    /// <returns>How many bytes came; 0 at the end, whatever kind of end it is.</returns>
    public static async ValueTask<int> TryReceiveAsync(this Socket socket, Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception cut) when (IsCut(cut))
        {
            return 0;
        }
    }

    /// <returns>Whether all bytes could be sent.</returns>
    public static async ValueTask<bool> TrySendAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes).ConfigureAwait(false)..];
            }

            return true;
        }
        catch (Exception cut) when (IsCut(cut))
        {
            return false;
        }
    }

    /// <summary>Ends what is sent to this side, with a FIN, unless the connection has ended already.</summary>
    public static void TryFinish(this Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (IsCut(cut))
        {
            // It has ended already.
        }
    }

    /// <summary>
    /// Ends to listen, where the system can do that without closing the socket (Linux). Closing would not be enough there: a process that is just
    /// being started has the sockets of this one for a moment, and as long as the port is in use.
    /// </summary>
    public static void EndListening(this Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Receive);
        }
        catch (Exception impossible) when (IsCut(impossible))
        {
            // Closing it has to do.
        }
    }

    /// <summary>Ends the connection with a RST. What was not yet sent is lost.</summary>
    public static void Reset(this Socket socket) => socket.Close(0);
}
