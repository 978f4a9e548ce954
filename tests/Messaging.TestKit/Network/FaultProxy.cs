using System.Net;
using System.Net.Sockets;

namespace Messaging.TestKit;

/// <summary>
/// Stands between clients and a server on this machine, passes on what they say byte by byte, and does harm when it is told to. Thread-safe.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ProxyCounters _counters = new();
    private readonly HashSet<ProxiedConnection> _connections = [];
    private readonly List<DuplicateRequest> _duplicates = [];
    private readonly IPEndPoint _address;
    private Socket _listener;
    private Task _accepting = Task.CompletedTask;
    private Uri _server;
    private Action<ProxiedConnection>? _prepare;
    private bool _isListening;
    private bool _isDisposed;

    private FaultProxy(Uri server, TimeProvider time)
    {
        _server = server;
        _time = time;
        _listener = Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _address = (IPEndPoint)_listener.LocalEndPoint!;
        Url = new UriBuilder(server) { Host = "127.0.0.1", Port = _address.Port }.Uri;
        Accept();
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url { get; }

    /// <summary>Where connections go that come from now on. A server that was killed may come back elsewhere.</summary>
    public Uri Server
    {
        get => Volatile.Read(ref _server);
        set => Volatile.Write(ref _server, value);
    }

    /// <summary>
    /// What is done with each connection that comes from now on, before its first byte is passed: set its faults here. Must not throw or block.
    /// </summary>
    public Action<ProxiedConnection>? Prepare
    {
        get => Volatile.Read(ref _prepare);
        set => Volatile.Write(ref _prepare, value);
    }

    /// <summary>The connections that have not ended on both sides, in the order in which they came.</summary>
    public IReadOnlyList<ProxiedConnection> Connections
    {
        get
        {
            lock (_lock)
            {
                return [.. _connections.OrderBy(connection => connection.Number)];
            }
        }
    }

    /// <summary>What it has done so far. The parts are read one after the other, not as one snapshot.</summary>
    public FaultProxyStatistics Statistics => _counters.Snapshot;

    /// <summary>Begins to listen.</summary>
    /// <param name="server">The server: host and port count.</param>
    /// <param name="time">The clock for delays and rates; the real one by default.</param>
    public static FaultProxy Start(Uri server, TimeProvider? time = null) => new(server, time ?? TimeProvider.System);

    /// <summary>From now on connections are refused, as by a server that is not running. Those that are open stay.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            if (_isListening && !_isDisposed)
            {
                // A port that is bound but not listened at refuses, and nobody else gets it.
                _isListening = false;
                _listener.Dispose();
                _listener = Bind(_address);
            }
        }
    }

    /// <summary>Takes connections again.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            if (!_isListening && !_isDisposed)
            {
                _isListening = true;
                _listener.Listen();
                _accepting = Task.WhenAll(_accepting, AcceptAsync(_listener));
            }
        }
    }

    /// <summary>Cuts all connections that are open: see <see cref="ProxiedConnection.Cut"/>. Who connects later is let through.</summary>
    /// <returns>Completes when the ends on the other side have ended, too: a half-open connection is one until its peer gives up.</returns>
    public Task CutAsync(CutKind kind = CutKind.Reset, CutSides sides = CutSides.Both, bool isHalfOpen = false)
    {
        IReadOnlyList<ProxiedConnection> connections = Connections;
        foreach (ProxiedConnection connection in connections)
        {
            connection.Cut(kind, sides, isHalfOpen);
        }

        return Task.WhenAll(connections.Select(connection => connection.Ended));
    }

    /// <summary>Cuts one connection after the other, in every way there is, until it is told to stop.</summary>
    /// <param name="meanInterval">The mean of the times between two cuts, which are distributed exponentially.</param>
    /// <param name="seed">Says how long the times are and which ways are taken. Which bytes are hit depends on the clock.</param>
    /// <param name="cancellationToken">Stops it, which is no error.</param>
    /// <returns>How many connections were cut.</returns>
    public Task<int> CutRandomlyAsync(TimeSpan meanInterval, int seed, CancellationToken cancellationToken) =>
        new RandomCuts(this, meanInterval, seed, _time).RunAsync(cancellationToken);

    /// <summary>Sends the HTTP request of a connection a second time, on a connection to its server that has no client.</summary>
    /// <returns>That connection; it ends with the proxy at the latest.</returns>
    public async Task<DuplicateRequest> DuplicateAsync(ProxiedConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        DuplicateRequest duplicate = await DuplicateRequest.SendAsync(connection.Server, await connection.FromClient.Head);
        _counters.OnDuplicate();
        lock (_lock)
        {
            _duplicates.RemoveAll(ended => ended.Ended.IsCompleted);
            _duplicates.Add(duplicate);
        }

        return duplicate;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _listener.Dispose();
        }

        await _accepting.Within();
        await CutAsync().Within();
        foreach (DuplicateRequest duplicate in _duplicates)
        {
            await duplicate.DisposeAsync();
        }
    }

    private static Socket Bind(IPEndPoint address)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(address);
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Serve(await listener.AcceptAsync());
            }
        }
        catch (Exception stopped) when (ProxySockets.IsCut(stopped))
        {
            // Nobody else is let in here.
        }
    }

    private void Serve(Socket client)
    {
        ProxiedConnection connection = new(client, new Socket(SocketType.Stream, ProtocolType.Tcp), Server, _counters, _time);
        Prepare?.Invoke(connection);
        lock (_lock)
        {
            _connections.Add(connection);
        }

        _ = ServeAsync(connection);
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        await connection.RunAsync();
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }
}
