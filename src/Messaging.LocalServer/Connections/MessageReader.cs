using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Messaging.LocalServer.Connections;

/// <summary>Takes WebSocket messages out of what a connection receives (RFC 6455, 5), up to a maximum size, and answers its control frames.</summary>
/// <remarks>
/// <para>One reader at a time. All messages that have arrived are taken from one buffer, where they lie; it is there only from the moment
/// when something arrives until all of that has been handled, so a connection that is idle has none.</para>
/// <para>It knows when the next read has to wait. That is the end of a read batch, and the moment to send all that was written in answer
/// to it: it flushes the batch.</para>
/// <para>The size of a message is bounded by what it says, before anything is kept for it; what is kept grows with what has come.</para>
/// </remarks>
internal sealed class MessageReader : IDisposable
{
    private const int UsualSize = 16 * 1024;

    private readonly Stream _transport;
    private readonly OutputBuffer _output;
    private readonly WriteBatch _batch;
    private readonly int _maximumSize;

    // From _messageStart the parts of a message that is not complete; from _start to _end what was not looked at.
    private byte[] _buffer = [];
    private int _messageStart;
    private int _messageLength;
    private int _start;
    private int _end;
    private bool _isWithinMessage;
    private bool _isDraining;
    private bool _hasEnded;
    private long _skipping;

    public MessageReader(Stream transport, OutputBuffer output, WriteBatch batch, int maximumSize)
    {
        _transport = transport;
        _output = output;
        _batch = batch;
        _maximumSize = maximumSize;
    }

    /// <summary>Reads the next message. Does not throw for anything that a peer or a network does.</summary>
    public ValueTask<ReceivedMessage> ReadAsync() => TryTake(out ReceivedMessage message) ? new(message) : ReadMoreAsync();

    /// <summary>Reads and forgets until the peer has closed or is gone.</summary>
    public async Task DrainAsync()
    {
        _isDraining = true;
        ReceivedKind kind;
        do
        {
            kind = (await ReadAsync().ConfigureAwait(false)).Kind;
        }
        while (kind is not (ReceivedKind.Closed or ReceivedKind.Lost));
    }

    public void Dispose()
    {
        _hasEnded = true;
        Release();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReceivedMessage> ReadMoreAsync()
    {
        try
        {
            while (true)
            {
                if (_start == _end && _messageLength == 0)
                {
                    Release();
                    await FlushUnless(_transport.ReadAsync(Memory<byte>.Empty)).ConfigureAwait(false);
                }

                MakeRoom();
                int count = await FlushUnless(_transport.ReadAsync(_buffer.AsMemory(_end))).ConfigureAwait(false);
                if (count == 0)
                {
                    return new(ReceivedKind.Lost);
                }

                _end += count;
                if (TryTake(out ReceivedMessage message))
                {
                    return message;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return new(ReceivedKind.Lost);
        }
    }

    private ValueTask<int> FlushUnless(ValueTask<int> read)
    {
        if (!read.IsCompleted)
        {
            _batch.Flush();
        }

        return read;
    }

    // False if more has to come.
    private bool TryTake(out ReceivedMessage message)
    {
        message = new(ReceivedKind.Lost);
        while (!_hasEnded)
        {
            Skip();
            Span<byte> bytes = _buffer.AsSpan(_start, _end - _start);
            if (!ClientFrame.TryRead(bytes, out ClientFrame frame))
            {
                return Fail(WebSocketCloseStatus.ProtocolError);
            }

            if (frame.HeaderSize == 0)
            {
                return false;
            }

            bool? isMessage = frame.IsControl ? TryTakeControl(frame, bytes, ref message)
                : _isDraining ? TrySkip(frame)
                : TryTakeData(frame, bytes, ref message);
            if (isMessage is { } answer)
            {
                return answer;
            }
        }

        return true;
    }

    // These say true for a message, false if more has to come, and null to go on with the next frame.
    private bool? TryTakeControl(in ClientFrame frame, Span<byte> bytes, ref ReceivedMessage message)
    {
        if (bytes.Length - frame.HeaderSize < frame.Length)
        {
            return false;
        }

        Span<byte> payload = Consume(frame, bytes);
        if (frame.Opcode == ClientOpcode.Ping)
        {
            _output.AppendFrame([WebSocketFrameHeader.FinalPong, (byte)payload.Length, .. payload], _batch);
        }
        else if (frame.Opcode == ClientOpcode.Close)
        {
            if (Problem(payload) is { } status)
            {
                return Fail(status);
            }

            _hasEnded = true;
            message = new(ReceivedKind.Closed);
            return true;
        }

        return null;
    }

    private bool? TryTakeData(in ClientFrame frame, Span<byte> bytes, ref ReceivedMessage message)
    {
        if (frame.Opcode == ClientOpcode.Continuation != _isWithinMessage)
        {
            return Fail(WebSocketCloseStatus.ProtocolError);
        }

        if (frame.Opcode == ClientOpcode.Text || frame.Length > _maximumSize - _messageLength)
        {
            message = new(frame.Opcode == ClientOpcode.Text ? ReceivedKind.Text : ReceivedKind.TooLarge);
            return true;
        }

        if (bytes.Length - frame.HeaderSize < frame.Length)
        {
            return false;
        }

        int start = _start + frame.HeaderSize;
        Span<byte> payload = Consume(frame, bytes);
        _isWithinMessage = !frame.IsFinal;
        if (frame.IsFinal && _messageLength == 0)
        {
            message = new(ReceivedKind.Message, _buffer.AsMemory(start, payload.Length));
            return true;
        }

        if (_messageLength == 0)
        {
            _messageStart = start;
        }
        else
        {
            // The parts come one behind the other, over the headers between them.
            payload.CopyTo(_buffer.AsSpan(_messageStart + _messageLength));
        }

        _messageLength += payload.Length;
        if (!frame.IsFinal)
        {
            return null;
        }

        message = new(ReceivedKind.Message, _buffer.AsMemory(_messageStart, _messageLength));
        _messageLength = 0;
        return true;
    }

    private bool? TrySkip(in ClientFrame frame)
    {
        _start += frame.HeaderSize;
        _skipping = frame.Length;
        return null;
    }

    private void Skip()
    {
        int count = (int)Math.Min(_skipping, _end - _start);
        _start += count;
        _skipping -= count;
    }

    private Span<byte> Consume(in ClientFrame frame, Span<byte> bytes)
    {
        Span<byte> payload = bytes.Slice(frame.HeaderSize, (int)frame.Length);
        frame.Unmask(payload);
        _start += frame.HeaderSize + payload.Length;
        return payload;
    }

    // What is wrong with a close frame (RFC 6455, 7.4).
    private static WebSocketCloseStatus? Problem(ReadOnlySpan<byte> close)
    {
        if (close.IsEmpty)
        {
            return null;
        }

        int code = close.Length == 1 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(close);
        if (code is not (>= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999))
        {
            return WebSocketCloseStatus.ProtocolError;
        }

        return Utf8.IsValid(close[2..]) ? null : WebSocketCloseStatus.InvalidPayloadData;
    }

    // The close frame says why the connection ends. Nothing may follow, the server's own close frame included (RFC 6455, 5.5.1).
    private bool Fail(WebSocketCloseStatus status)
    {
        _hasEnded = true;
        _ = _output.CompleteAsync(WebSocketFrameHeader.Close((ushort)status));
        return true;
    }

    // Room for something at the end of the buffer.
    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int unread = _end - _start;
        int size = Math.Max(UsualSize, (_messageLength + unread) * 2);
        byte[] next = size > _buffer.Length ? ArrayPool<byte>.Shared.Rent(size) : _buffer;
        _buffer.AsSpan(_messageStart, _messageLength).CopyTo(next);
        _buffer.AsSpan(_start, unread).CopyTo(next.AsSpan(_messageLength));
        if (next != _buffer)
        {
            Release();
        }

        _buffer = next;
        _messageStart = 0;
        _start = _messageLength;
        _end = _start + unread;
    }

    private void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
        _messageStart = 0;
        _start = 0;
        _end = 0;
    }
}
