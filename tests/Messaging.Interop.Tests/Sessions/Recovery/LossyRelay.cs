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
    private readonly List<(Socket Client, Socket Server)> _connections = [];
    private readonly List<Socket> _halfOpen = [];
    private readonly Task _accepting;
    private volatile bool _losesRequests;
    private volatile bool _losesAnswers;
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
    public void LoseRequests() => _losesRequests = true;

    /// <summary>From now on nothing reaches the clients.</summary>
    public void LoseAnswers() => _losesAnswers = true;

    /// <summary>Cuts all connections on the clients' side, and on the server's too unless that is to be half-open. New ones lose nothing.</summary>
    public void Cut(bool leavesServerHalfOpen = false)
    {
        lock (_lock)
        {
            foreach ((Socket client, Socket server) in _connections)
            {
                _halfOpen.Add(server);
                client.Close(0);
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
                lock (_lock)
                {
                    _connections.Add((client, server));
                }

                _ = PassAsync(client, server, () => _losesRequests);
                _ = PassAsync(server, client, () => _losesAnswers);
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
            // Cut.
        }
    }
}
