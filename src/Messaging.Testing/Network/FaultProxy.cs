using System.Net;
using System.Net.Sockets;

namespace Messaging.Testing;

/// <summary>
/// Stands between clients and a server, passes on what they say byte by byte, and does harm when it is told to: it cuts connections, refuses
/// them, delays, stalls, swallows. Thread-safe.
/// </summary>
/// <remarks>
/// <para>The client and the server in the test are the ones of production, without any switch that fakes a fault. <see cref="ChatTestServer"/>
/// has one in front of it; in front of any other server, give clients <see cref="Url"/> instead of the server's own.</para>
/// <para>It listens on 127.0.0.1. It neither opens nor checks TLS, so a client that connects with <c>wss://</c> sees the server's own
/// certificate, for the name 127.0.0.1.</para>
/// </remarks>
/// <example>
/// <code>
/// await using FaultProxy network = FaultProxy.Start(address);
/// await using MessagingClient client = MessagingClient.Create(o => o.Url = network.Url);
/// network.Prepare = connection => connection.FromServer.Swallow();  // the next connection gets no answer
/// </code>
/// </example>
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
        ToServer = new ProxyDirection(_lock, () => _connections.Select(connection => connection.FromClient));
        ToClients = new ProxyDirection(_lock, () => _connections.Select(connection => connection.FromServer));
        Accept();
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url { get; }

    /// <summary>Where connections go that come from now on: host and port count. A server that was killed may come back elsewhere.</summary>
    /// <exception cref="ArgumentException">The value is no absolute address with a port.</exception>
    public Uri Server
    {
        get => Volatile.Read(ref _server);
        set => Volatile.Write(ref _server, Check(value, nameof(value)));
    }

    /// <summary>What clients say, on the connections that are open and on those that come.</summary>
    public ProxyDirection ToServer { get; }

    /// <summary>What the server says, on the connections that are open and on those that come.</summary>
    public ProxyDirection ToClients { get; }

    /// <summary>
    /// What is done with each connection that comes from now on, before its first byte is passed on and after what <see cref="ToServer"/> and
    /// <see cref="ToClients"/> say: set its faults here. Must not throw or block.
    /// </summary>
    /// <value>Nothing by default.</value>
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
    /// <param name="server">The server: host and port count. It need not run yet.</param>
    /// <param name="time">The clock for delays and rates; the real one by default.</param>
    /// <returns>The proxy, which listens already.</returns>
    /// <exception cref="ArgumentException"><paramref name="server"/> is no absolute address with a port.</exception>
    public static FaultProxy Start(Uri server, TimeProvider? time = null) => new(Check(server, nameof(server)), time ?? TimeProvider.System);

    /// <summary>From now on connections are refused, as by a server that is not running. Those that are open stay.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            if (_isListening && !_isDisposed)
            {
                // A port that is bound but not listened at refuses, and nobody else gets it.
                _isListening = false;
                _listener.EndListening();
                _listener.Dispose();
                _listener = Bind(_address);
            }
        }
    }

    /// <summary>Takes connections again, as at first.</summary>
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
    /// <param name="kind">What the sides see that are cut.</param>
    /// <param name="sides">Which ones.</param>
    /// <param name="isHalfOpen">Whether a side that is not cut is not told.</param>
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
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="meanInterval"/> is not positive, or more than a day.</exception>
    public Task<int> CutRandomlyAsync(TimeSpan meanInterval, int seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(meanInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(meanInterval, TimeSpan.FromDays(1));
        return new RandomCuts(this, meanInterval, seed, _time).RunAsync(cancellationToken);
    }

    /// <summary>Sends the HTTP request of a connection a second time, on a connection to its server that has no client.</summary>
    /// <returns>That connection; it ends with the proxy at the latest.</returns>
    internal async Task<DuplicateRequest> DuplicateAsync(ProxiedConnection connection)
    {
        byte[] head = await connection.FromClient.Head.ConfigureAwait(false);
        DuplicateRequest duplicate = await DuplicateRequest.SendAsync(connection.Server, head).ConfigureAwait(false);
        lock (_lock)
        {
            _duplicates.RemoveAll(ended => ended.Ended.IsCompleted);
            _duplicates.Add(duplicate);
        }

        return duplicate;
    }

    /// <summary>Stops to listen and cuts what is open. Idempotent; does not throw.</summary>
    /// <returns>A task that completes when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _listener.Dispose();
        }

        await _accepting.ConfigureAwait(false);
        await CutAsync().ConfigureAwait(false);
        List<DuplicateRequest> duplicates;
        lock (_lock)
        {
            duplicates = [.. _duplicates];
        }

        foreach (DuplicateRequest duplicate in duplicates)
        {
            await duplicate.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static Uri Check(Uri server, string name)
    {
        ArgumentNullException.ThrowIfNull(server, name);
        return server is { IsAbsoluteUri: true, Port: > 0, Host.Length: > 0 }
            ? server
            : throw new ArgumentException($"'{server}' is no address of a server, such as ws://127.0.0.1:8080.", name);
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
                Serve(await listener.AcceptAsync().ConfigureAwait(false));
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
        lock (_lock)
        {
            _connections.Add(connection);
            ToServer.ApplyTo(connection.FromClient);
            ToClients.ApplyTo(connection.FromServer);
        }

        Prepare?.Invoke(connection);
        _ = ServeAsync(connection);
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }
}
