using System.Net.WebSockets;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Binary messages over the platform's WebSocket (WIRE-21).</summary>
internal sealed class PlatformWebSocketConnection(WebSocket socket, int maximumMessageSize) : IConnection
{
    private const int InitialBufferSize = 4 * 1024;
    private const int LargestKeptBuffer = 64 * 1024;

    private byte[] _buffer = new byte[InitialBufferSize];

    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length > LargestKeptBuffer)
        {
            _buffer = new byte[InitialBufferSize];
        }

        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await ReceiveFragmentAsync(length, cancellationToken).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (result.MessageType == WebSocketMessageType.Text)
            {
                throw new WireFormatException("The server sent a text message, which the protocol does not have.");
            }

            length += result.Count;
            if (length > maximumMessageSize)
            {
                throw new WireFormatException($"The server sent a message of more than {maximumMessageSize} bytes, the maximum message size of this session.");
            }

            if (result.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }

    public async ValueTask SendAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            foreach (ReadOnlyMemory<byte> message in batch)
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsLoss(e, cancellationToken))
        {
            throw new IOException(e.GetBaseException().Message, e);
        }
    }

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e, cancellationToken))
        {
            throw new IOException(e.GetBaseException().Message, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // Disposing is how a pending call is ended, so it is a way to lose the connection too. The platform calls that a cancellation at times.
    private static bool IsLoss(Exception e, CancellationToken cancellationToken) =>
        e is WebSocketException or ObjectDisposedException or InvalidOperationException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async ValueTask<ValueWebSocketReceiveResult> ReceiveFragmentAsync(int length, CancellationToken cancellationToken)
    {
        if (length == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L));
        }

        try
        {
            return await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e, cancellationToken))
        {
            throw new IOException(e.GetBaseException().Message, e);
        }
    }
}
