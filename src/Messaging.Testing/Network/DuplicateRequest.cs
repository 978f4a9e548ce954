using System.Net.Sockets;

namespace Messaging.Testing;

/// <summary>A second connection to the server, with the HTTP request that a client sent on its own. Reads and keeps nothing but what it promises.</summary>
internal sealed class DuplicateRequest : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource<byte[]?> _firstFrame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebSocketScanner _scanner;

    private DuplicateRequest()
    {
        _scanner = new WebSocketScanner { OnMessage = frame => _firstFrame.TrySetResult(frame) };
    }

    /// <summary>The first frame of the server on this connection; null if it ended without one.</summary>
    public Task<byte[]?> FirstFrame => _firstFrame.Task;

    /// <summary>Completes when the server has ended this connection, or it was disposed.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    internal static async Task<DuplicateRequest> SendAsync(Uri server, byte[] request)
    {
        DuplicateRequest duplicate = new();
        try
        {
            await duplicate._socket.ConnectAsync(server.Host, server.Port).ConfigureAwait(false);
            await duplicate._socket.SendAsync(request).ConfigureAwait(false);
        }
        catch
        {
            duplicate._socket.Dispose();
            throw;
        }

        duplicate.Ended = duplicate.ReadAsync();
        return duplicate;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Reset();
        await Ended.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[4096];
        while (await _socket.TryReceiveAsync(buffer).ConfigureAwait(false) is var count and > 0)
        {
            for (int read = 0; read < count && !FirstFrame.IsCompleted;)
            {
                read += _scanner.Read(buffer.AsSpan(read, count - read));
            }
        }

        _firstFrame.TrySetResult(null);
    }
}
