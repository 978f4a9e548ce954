using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Lessons.Shared;

/// <summary>Makes the sockets that the web server listens on.</summary>
internal static class ListenSocket
{
    /// <summary>A socket bound to the port that is asked for, or to any free port when somebody else has that one.</summary>
    public static Socket BindHereOrToFreePort(EndPoint wanted)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(wanted);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse && wanted is IPEndPoint)
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(((IPEndPoint)wanted).Address, 0));
        }
    }
}
