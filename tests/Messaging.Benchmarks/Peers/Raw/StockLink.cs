using System.Net.WebSockets;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>The framework's WebSocket with one <c>SendAsync</c> for each message: what a straightforward implementation gets.</summary>
internal sealed class StockLink(WebSocket socket, Faults faults) : IRawLink
{
    private const int InitialLength = 4 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private bool _isSending;

    public void Send(ReadOnlySpan<byte> message) => SendShared(message.ToArray());

    public void SendShared(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _waiting.Enqueue(message);
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        faults.Watch(SendAllAsync());
    }

    public async Task ReadAsync(RawMessageHandler handler, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[InitialLength];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                handler(buffer.AsSpan(0, length));
                length = 0;
            }
            else if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAllAsync()
    {
        while (TryTake(out ReadOnlyMemory<byte> message))
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _isSending = _waiting.TryDequeue(out message);
            return _isSending;
        }
    }
}
