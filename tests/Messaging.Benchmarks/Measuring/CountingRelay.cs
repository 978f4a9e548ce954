using System.Net;
using System.Net.Sockets;

namespace Messaging.Benchmarks.Measuring;

/// <summary>Hands TCP connections on to a server and counts their bytes, whatever they are.</summary>
internal sealed class CountingRelay : IAsyncDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private long _toServer;
    private long _toClient;

    private CountingRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        Url = new UriBuilder(server) { Host = IPAddress.Loopback.ToString(), Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The server's address, by way of this relay.</summary>
    public Uri Url { get; }

    /// <summary>What went through so far.</summary>
    public RelayCount Count => new(Interlocked.Read(ref _toServer), Interlocked.Read(ref _toClient));

    public static CountingRelay Start(Uri server) => new(server);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relaying = [];
        try
        {
            while (true)
            {
                relaying.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }

        await Task.WhenAll(relaying);
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient own = client;
        using TcpClient server = new();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _ending.Token);
            own.NoDelay = server.NoDelay = true;
            await Task.WhenAny(
                CopyAsync(own.GetStream(), server.GetStream(), bytes => Interlocked.Add(ref _toServer, bytes)),
                CopyAsync(server.GetStream(), own.GetStream(), bytes => Interlocked.Add(ref _toClient, bytes)));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The client will notice.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        byte[] buffer = new byte[BufferLength];
        try
        {
            while (await from.ReadAsync(buffer, _ending.Token) is > 0 and int length)
            {
                count(length);
                await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone.
        }
    }
}
