using System.Net;
using System.Net.Sockets;

namespace Messaging.TestKit;

/// <summary>
/// Stands between clients and a server on this machine, and takes nothing from the server while it stalls: to the server, clients that
/// have stopped to read. Small buffers, so that little is under way. Thread-safe.
/// </summary>
public sealed class StallingRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ended = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private TaskCompletionSource _flowing = NewSignal();

    private StallingRelay(Uri server)
    {
        _server = server;
        _flowing.SetResult();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="server">The server, at 127.0.0.1.</param>
    public static StallingRelay Start(Uri server) => new(server);

    /// <summary>Takes nothing from the server any more, but for what is being read now.</summary>
    public void Stall() => _flowing = NewSignal();

    /// <summary>Goes on.</summary>
    public void Flow() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting.Within();
        _ended.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(RunAsync(await _listener.AcceptAsync(_ended.Token)));
            }
        }
        catch (Exception stopped) when (IsEnd(stopped))
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RunAsync(Socket client)
    {
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 })
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(_server.Host, _server.Port, _ended.Token);

            }
            catch (Exception refused) when (IsEnd(refused))
            {
                return;
            }

            // The end of either is the end of both.
            Task[] passing = [PassAsync(client, server, mayStall: false), PassAsync(server, client, mayStall: true)];
            await Task.WhenAny(passing);
            client.Close();
            server.Close();
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool mayStall)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int count;
            do
            {
                if (mayStall)
                {
                    await _flowing.Task.WaitAsync(_ended.Token);
                }

                count = await from.ReceiveAsync(buffer, _ended.Token);
                for (int sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _ended.Token);
                }
            }
            while (count > 0);
        }
        catch (Exception cut) when (IsEnd(cut))
        {
            // Whoever waits for this closes both ends.
        }
    }

    private static bool IsEnd(Exception error) => error is SocketException or ObjectDisposedException or OperationCanceledException;
}
