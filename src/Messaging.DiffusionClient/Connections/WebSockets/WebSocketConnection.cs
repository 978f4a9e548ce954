using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>Binary messages over a WebSocket (WIRE-21): RFC 6455 without extensions, straight on the stream of a socket.</summary>
/// <param name="stream">The stream, behind the opening handshake. Owned from here on.</param>
/// <param name="received">What has arrived behind the opening handshake.</param>
/// <param name="maximumMessageSize">The longest message to accept, in bytes.</param>
internal sealed class WebSocketConnection(Stream stream, ReceiveBuffer received, int maximumMessageSize) : IConnection
{
    private readonly int _maximumMessageSize = Math.Min(maximumMessageSize, Array.MaxLength - FrameHeader.MaskedLength(int.MaxValue));

    // One frame, or one batch of them, at a time: what this class sends by itself must not come into the middle of a message.
    private readonly SemaphoreSlim _sending = new(1, 1);

    // The frames of a message that comes in several, but the last.
    private WireWriter? _fragments;
    private byte[]? _pong;
    private int _expected;

    // Touched only by who sends. Nothing may follow a close frame.
    private bool _isClosing;

    private enum Taken
    {
        Nothing,
        Message,
        End,
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken) =>

        // Most messages came together with the one before.
        Take(out ReadOnlyMemory<byte> message) switch
        {
            Taken.Message => new ValueTask<ReadOnlyMemory<byte>?>(message),
            Taken.End => new ValueTask<ReadOnlyMemory<byte>?>((ReadOnlyMemory<byte>?)null),
            _ => ReceiveMoreAsync(cancellationToken),
        };

    public async ValueTask SendAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        batch.Seal();
        await WriteAsync(batch.Frames, isLast: false, cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _pong) is not null)
        {
            _ = SendPongAsync();
        }
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken) =>
        WriteAsync(ControlFrames.Close(CloseCode.Normal), isLast: true, cancellationToken);

    public ValueTask DisposeAsync()
    {
        // Not its asynchronous twin: that would wait for a write that hangs, which this is to end.
        stream.Dispose();
        return ValueTask.CompletedTask;
    }

    // Disposing is how a pending call is ended, so it is a way to lose the connection too. The platform calls that a cancellation at times.
    private static bool IsLoss(Exception e, CancellationToken cancellationToken) =>
        e is ObjectDisposedException or InvalidOperationException or AuthenticationException
        || (e is IOException && e is not WebSocketViolationException)
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static IOException Loss(Exception e) => new(e.GetBaseException().Message, e);

    // Pooled: an idle session waits here, and there is one wait for each message of a quiet room.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>?> ReceiveMoreAsync(CancellationToken cancellationToken)
    {
        // Not given to the stream, which would keep the token of the handshake for as long as the session lives.
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), stream);
        while (true)
        {
            int count;
            try
            {
                count = await stream.ReadAsync(received.Prepare(_expected), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (IsLoss(e, CancellationToken.None))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw Loss(e);
            }

            if (count == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new IOException("the server ended the connection without a close handshake");
            }

            received.Commit(count);
            switch (Take(out ReadOnlyMemory<byte> message))
            {
                case Taken.Message:
                    return message;
                case Taken.End:
                    return null;
            }
        }
    }

    /// <summary>Takes the next message out of what has arrived.</summary>
    private Taken Take(out ReadOnlyMemory<byte> message)
    {
        try
        {
            return TakeFrames(out message);
        }
        catch (WebSocketViolationException)
        {
            SendClose(ControlFrames.Close(CloseCode.ProtocolError));
            throw;
        }
    }

    private Taken TakeFrames(out ReadOnlyMemory<byte> message)
    {
        while (FrameHeader.TryRead(received.Bytes.Span, out FrameHeader header, out int headerLength))
        {
            CheckOrder(header);
            CheckSize(header);
            int length = headerLength + (int)header.PayloadLength;
            if (received.Length < length)
            {
                _expected = length;
                message = default;
                return Taken.Nothing;
            }

            ReadOnlyMemory<byte> payload = received.Bytes[headerLength..length];
            received.Consume(length);
            if (header.IsControl)
            {
                if (HandleControl(header.Opcode, payload.Span))
                {
                    message = default;
                    return Taken.End;
                }
            }
            else if (Complete(header, payload) is { } complete)
            {
                _expected = 0;
                message = complete;
                return Taken.Message;
            }
        }

        _expected = 0;
        message = default;
        return Taken.Nothing;
    }

    private void CheckOrder(in FrameHeader header)
    {
        if (header.IsControl)
        {
            return;
        }

        if (header.Opcode == Opcode.Text)
        {
            SendClose(ControlFrames.Close(CloseCode.UnsupportedData));
            throw new WireFormatException("The server sent a text message, which the protocol does not have.");
        }

        if ((header.Opcode == Opcode.Continuation) != (_fragments is not null))
        {
            throw new WebSocketViolationException("a message begins inside of another one, or goes on without a beginning");
        }
    }

    private void CheckSize(in FrameHeader header)
    {
        if (header.IsControl || header.PayloadLength <= _maximumMessageSize - (_fragments?.Length ?? 0))
        {
            return;
        }

        SendClose(ControlFrames.Close(CloseCode.MessageTooBig));
        throw new WireFormatException($"The server sent a message of more than {_maximumMessageSize} bytes, the maximum message size of this session.");
    }

    private ReadOnlyMemory<byte>? Complete(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (header.IsFinal && _fragments is null)
        {
            return payload;
        }

        WireWriter fragments = _fragments ??= new WireWriter(payload.Length);
        fragments.WriteRaw(payload.Span);
        if (!header.IsFinal)
        {
            return null;
        }

        _fragments = null;
        return fragments.WrittenMemory;
    }

    /// <returns>Whether the server has ended the connection.</returns>
    private bool HandleControl(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        switch (opcode)
        {
            case Opcode.Ping:
                // One that finds another one still waiting takes its place, as RFC 6455 allows in 5.5.3: a bound on what pings can cost.
                Volatile.Write(ref _pong, ControlFrames.Pong(payload));
                _ = SendPongAsync();
                return false;
            case Opcode.Close:
                ControlFrames.CheckClose(payload);
                SendClose(ControlFrames.CloseAnswer(payload));
                return true;
            default:
                // A pong that nobody asked for is a sign of life and no more.
                return false;
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> frames, bool isLast, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosing)
            {
                throw new IOException("the connection is being closed");
            }

            _isClosing = isLast;
            await stream.WriteAsync(frames, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e, cancellationToken))
        {
            throw Loss(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends the pong unless somebody is sending, who will then send it afterwards. The reader never waits for a send.</summary>
    private async Task SendPongAsync()
    {
        try
        {
            while (Volatile.Read(ref _pong) is not null && await _sending.WaitAsync(0).ConfigureAwait(false))
            {
                try
                {
                    if (Interlocked.Exchange(ref _pong, null) is { } pong && !_isClosing)
                    {
                        await stream.WriteAsync(pong).ConfigureAwait(false);
                    }
                }
                finally
                {
                    _sending.Release();
                }
            }
        }
        catch (Exception e) when (IsLoss(e, CancellationToken.None))
        {
            // Who reads, or sends next, finds out.
        }
    }

    /// <summary>Sends the last frame if that is possible at once: the connection is given up all the same.</summary>
    private void SendClose(byte[] frame) => _ = SendLastAsync(frame);

    private async Task SendLastAsync(byte[] frame)
    {
        try
        {
            if (await _sending.WaitAsync(0).ConfigureAwait(false))
            {
                try
                {
                    if (!_isClosing)
                    {
                        _isClosing = true;
                        await stream.WriteAsync(frame).ConfigureAwait(false);
                    }
                }
                finally
                {
                    _sending.Release();
                }
            }
        }
        catch (Exception e) when (IsLoss(e, CancellationToken.None))
        {
            // It could not hear it.
        }
    }
}
