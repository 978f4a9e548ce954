namespace Messaging.Tests.EndToEnd;

/// <summary>
/// A <see cref="FaultProxy"/> for tests that look at what clients send: keeps their messages, and cuts the connections when it is told to. Thread-safe.
/// </summary>
internal sealed class WebSocketRelay : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly FaultProxy _proxy;
    private readonly List<byte[]> _sent = [];

    private WebSocketRelay(Uri server)
    {
        _proxy = FaultProxy.Start(server);
        _proxy.Prepare = connection => connection.FromClient.Observe(Keep);
    }

    /// <summary>Where clients connect to, instead of the server.</summary>
    public Uri Url => _proxy.Url;

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
    public Task CutAsync() => _proxy.CutAsync(sides: CutSides.Client);

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    private void Keep(byte[] message)
    {
        lock (_lock)
        {
            _sent.Add(message);
        }
    }
}
