using System.Net;
using System.Net.Sockets;

namespace Messaging.Tests.Testing.Network;

/// <summary>A plain TCP server, a proxy in front of it, and connections through both.</summary>
internal sealed class ProxiedPair : IAsyncDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly Socket _listener;

    public ProxiedPair(TimeProvider? time = null)
    {
        _listener = Listen();
        Proxy = FaultProxy.Start(UrlOf(_listener), time);
    }

    public FaultProxy Proxy { get; }

    public static Uri UrlOf(Socket listener) => new($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/");

    public Socket Listen()
    {
        Socket listener = Own(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    /// <summary>Opens a connection: both its ends, and the proxy's view of it.</summary>
    public async Task<(Socket Client, Socket Server, ProxiedConnection Between)> ConnectAsync(Socket? listener = null)
    {
        Socket client = await ConnectClientAsync();
        Socket server = Own(await (listener ?? _listener).AcceptAsync().Within());
        IReadOnlyList<ProxiedConnection> open = await Eventually.BecomesAsync(() => Proxy.Connections, connections => connections.Count > 0);
        return (client, server, open[^1]);
    }

    public async Task<Socket> ConnectClientAsync()
    {
        Socket client = Own(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        await client.ConnectAsync(Proxy.Url.Host, Proxy.Url.Port).Within();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        await Proxy.DisposeAsync();
        Proxy.Statistics.Open.Should().Be(0);
    }

    private Socket Own(Socket socket)
    {
        _sockets.Add(socket);
        return socket;
    }
}
