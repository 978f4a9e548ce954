using System.Net;
using System.Net.Sockets;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A server of bytes on a socket of this machine: the client's own WebSocket is tested with it, not ours against ours.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawServer() => _listener.Start();

    public string Url => $"ws://{_listener.LocalEndpoint}";

    /// <summary>Takes the next connection, up to where messages can be exchanged.</summary>
    public async Task<RawPeer> AcceptAsync()
    {
        Socket socket = await _listener.AcceptSocketAsync().Within();
        return await RawPeer.UpgradeAsync(socket);
    }

    public void Dispose() => _listener.Dispose();
}
