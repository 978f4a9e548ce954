using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Messaging.LocalServer.Connections;

/// <summary>Puts the parts of WebSocket messages together, up to a maximum size.</summary>
/// <remarks>One reader at a time. The buffer is small until a message needs more, and small again after it.</remarks>
internal sealed class MessageReader : IDisposable
{
    private const int UsualSize = 4096;

    private readonly WebSocket _socket;
    private readonly int _maximumSize;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);

    public MessageReader(WebSocket socket, int maximumSize)
    {
        _socket = socket;
        _maximumSize = maximumSize;
    }

    /// <summary>Reads the next message. Does not throw for anything that a peer or a network does.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReceivedMessage> ReadAsync()
    {
        if (_buffer.Length > UsualSize * 16)
        {
            Resize(UsualSize, keep: 0);
        }

        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                length += part.Count;
                if (part.MessageType != WebSocketMessageType.Binary)
                {
                    return new(part.MessageType == WebSocketMessageType.Text ? ReceivedKind.Text : ReceivedKind.Closed);
                }

                if (length > _maximumSize)
                {
                    return new(ReceivedKind.TooLarge);
                }

                if (part.EndOfMessage)
                {
                    return new(ReceivedKind.Message, _buffer.AsMemory(0, length));
                }

                if (length == _buffer.Length)
                {
                    Resize(_buffer.Length * 2, keep: length);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return new(ReceivedKind.Lost);
        }
    }

    /// <summary>Reads and forgets until the peer has closed or is gone.</summary>
    public async Task DrainAsync()
    {
        ReceivedKind kind;
        do
        {
            kind = (await ReadAsync().ConfigureAwait(false)).Kind;
        }
        while (kind is not (ReceivedKind.Closed or ReceivedKind.Lost));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Resize(int size, int keep)
    {
        byte[] other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, keep).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
