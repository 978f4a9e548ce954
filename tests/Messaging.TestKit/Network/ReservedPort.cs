using System.Net;
using System.Net.Sockets;

namespace Messaging.TestKit;

/// <summary>
/// A port of this machine for servers that come and go. Whoever asks the system for a free one meanwhile, as hundreds of other tests do, does
/// not get it; and while nobody listens, connections are refused.
/// </summary>
public sealed class ReservedPort : IDisposable
{
    private readonly Socket _holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_holder.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere a socket that is bound keeps away also those who are to listen.
            _holder.Dispose();
        }
    }

    public int Number { get; }

    public void Dispose() => _holder.Dispose();
}
