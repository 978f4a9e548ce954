using System.Net;
using System.Net.Sockets;

namespace Messaging.LocalServer.Connections;

/// <summary>A socket that is bound to be listened at, and that lets its port go when it is disposed.</summary>
/// <remarks>
/// Closing is not enough on Linux: a process that is just being started has the sockets of this one until its program is loaded, and as long
/// as one of them listens the port is in use. So it ends to listen first, which holds for all of them.
/// </remarks>
internal sealed class ListenSocket : Socket
{
    private ListenSocket(AddressFamily family)
        : base(family, SocketType.Stream, ProtocolType.Tcp)
    {
    }

    /// <summary>Makes one.</summary>
    /// <exception cref="SocketException">The address is in use, or none of this machine.</exception>
    public static ListenSocket BindTo(IPEndPoint endPoint)
    {
        ListenSocket socket = new(endPoint.AddressFamily);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;   // as Kestrel has it: all addresses are those of both kinds
            }

            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                Shutdown(SocketShutdown.Receive);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It does not listen, or the system cannot do that: closing it has to do.
            }
        }

        base.Dispose(disposing);
    }
}
