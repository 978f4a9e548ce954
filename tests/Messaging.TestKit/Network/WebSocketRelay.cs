using System.Net;
using System.Net.Sockets;

namespace Messaging.TestKit;

/// <summary>
/// Stands between clients and a server on this machine: passes on what they say, keeps the messages of the clients, and cuts
/// the connections when it is told to. Thread-safe.
/// </summary>
public sealed class WebSocketRelay : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _server;
    private readonly List<(RelayedConnection Connection, Task Ended)> _connections = [];
    private readonly List<byte[]> _sent = [];
    private readonly Task _accepting;

    private WebSocketRelay(Uri server)
    {
        _server = server;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url { get; }

    /// <summary>The messages of all clients so far, in the order in which they came.</summary>
    public IReadOnlyList<byte[]> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="server">The server, at 127.0.0.1.</param>
    public static WebSocketRelay Start(Uri server) => new(server);

    /// <summary>
    /// Cuts all connections: the clients see that at once, and what was under way to them is lost. Completes when the server has
    /// read what came through and has closed its ends. Who connects later is let through.
    /// </summary>
    public async Task CutAsync()
    {
        List<(RelayedConnection Connection, Task Ended)> cut;
        lock (_lock)
        {
            cut = [.. _connections];
            _connections.Clear();
        }

        cut.ForEach(c => c.Connection.Cut());
        await Task.WhenAll(cut.Select(c => c.Ended));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.Within();
        await CutAsync().Within();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync();
                var connection = new RelayedConnection(client, Keep);
                lock (_lock)
                {
                    _connections.Add((connection, connection.RunAsync(_server)));
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Nobody else is let in.
        }
    }

    private void Keep(byte[] message)
    {
        lock (_lock)
        {
            _sent.Add(message);
        }
    }
}
