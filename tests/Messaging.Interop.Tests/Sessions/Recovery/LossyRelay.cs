using System.Net;
using System.Net.Sockets;

namespace Messaging.Interop.Tests.Sessions.Recovery;

/// <summary>
/// Stands between clients and a server and loses what it is told to lose, from some byte on until the connections are cut:
/// what a network does that breaks. Thread-safe.
/// </summary>
internal sealed class LossyRelay : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _server;
    private readonly List<Passage> _connections = [];
    private readonly List<Socket> _halfOpen = [];
    private readonly Task _accepting;
    private bool _losesRequests;
    private bool _losesAnswers;
    private long _lostBytes;

    public LossyRelay(Uri server)
    {
        _server = server;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url { get; }

    /// <summary>How much was lost so far.</summary>
    public long LostBytes => Interlocked.Read(ref _lostBytes);

    /// <summary>From now on nothing reaches the server.</summary>
    public void LoseRequests()
    {
        lock (_lock)
        {
            _losesRequests = true;
            _connections.ForEach(connection => connection.LosesRequests = true);
        }
    }

    /// <summary>From now on nothing reaches the clients.</summary>
    public void LoseAnswers()
    {
        lock (_lock)
        {
            _losesAnswers = true;
            _connections.ForEach(connection => connection.LosesAnswers = true);
        }
    }

    /// <summary>Cuts all connections on the clients' side, and on the server's too unless that is to be half-open. New ones lose nothing.</summary>
    public void Cut(bool leavesServerHalfOpen = false)
    {
        lock (_lock)
        {
            foreach (Passage connection in _connections)
            {
                // What was read of it and not passed on yet is lost, too: nothing may arrive behind what is lost.
                connection.LosesRequests = connection.LosesAnswers = true;
                _halfOpen.Add(connection.Server);
                connection.Client.Close(0);
            }

            _connections.Clear();
            if (!leavesServerHalfOpen)
            {
                _halfOpen.ForEach(server => server.Close(0));
                _halfOpen.Clear();
            }

            _losesRequests = false;
            _losesAnswers = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.Within();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync();
                Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await server.ConnectAsync(_server.Host, _server.Port);
                client.NoDelay = true;
                var connection = new Passage(client, server);
                lock (_lock)
                {
                    (connection.LosesRequests, connection.LosesAnswers) = (_losesRequests, _losesAnswers);
                    _connections.Add(connection);
                }

                _ = PassAsync(client, server, () => connection.LosesRequests);
                _ = PassAsync(server, client, () => connection.LosesAnswers);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Nobody else is let in.
        }
    }

    private async Task PassAsync(Socket from, Socket to, Func<bool> loses)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                if (loses())
                {
                    Interlocked.Add(ref _lostBytes, count);
                    continue;
                }

                for (int sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            if (!loses())
            {
                // Cut by one end, and not here: the other one is to know, too.
                to.Close(0);
            }
        }
    }

    /// <summary>A connection, which loses to its end what it has begun to lose.</summary>
    private sealed class Passage(Socket client, Socket server)
    {
        private volatile bool _losesRequests;
        private volatile bool _losesAnswers;

        public Socket Client => client;

        public Socket Server => server;

        public bool LosesRequests
        {
            get => _losesRequests;
            set => _losesRequests = value;
        }

        public bool LosesAnswers
        {
            get => _losesAnswers;
            set => _losesAnswers = value;
        }
    }
}
