using System.Buffers;

namespace Messaging.LocalServer.Connections;

/// <summary>The bytes that wait to be written to one connection.</summary>
/// <remarks>
/// <para>Any thread may append and flush; neither ever waits for the peer. While a write is in flight appended bytes
/// gather in a second buffer, and the completion of the write takes them over (double buffering). Messages of one
/// appender keep their order, and all appends have one order.</para>
/// <para>The queue is bounded in bytes. Overflow rule: the connection is given up, as what a peer did not read
/// cannot be left out without breaking its session. Long before that it is under pressure: whoever has something that can be left out, or
/// can wait, asks for that first (TOPIC-91).</para>
/// <para>Lock: <see cref="Gate"/> guards all fields. It is a leaf: under it only the caller's own <see cref="WriteBatch"/> is touched.
/// All connections of one session share it, so that a session's output goes from one to the next in one step.</para>
/// </remarks>
internal sealed class OutputBuffer
{
    /// <summary>How much is handed to the transport at a time: its own limit for what it buffers.</summary>
    public const int WriteChunk = 64 * 1024;

    // A connection that was busy keeps one buffer of up to this size: a shared pool holds too few for many connections.
    private const int KeptSize = 16 * 1024;

    private readonly Stream _stream;
    private readonly IOutputHold? _hold;
    private readonly int _maximumQueuedBytes;
    private readonly int _pressureThreshold;
    private readonly int _largeSize;
    private readonly IOutputOwner _owner;
    private byte[] _waiting = [];
    private byte[] _spare = [];
    private int _waitingLength;
    private int _inFlight;
    private bool _isWriting;
    private bool _isClosed;
    private bool _hasOverflowed;
    private WriteBatch? _lastBatch;
    private TaskCompletionSource? _drained;

    /// <param name="stream">Where the bytes go. If it is an <see cref="IOutputHold"/>, it is waited for, once for all that waits by then.</param>
    /// <param name="maximumQueuedBytes">How many may wait.</param>
    /// <param name="pressureThreshold">Above how many it is under pressure.</param>
    /// <param name="owner">Who hears of overflow and failure.</param>
    /// <param name="gate">The lock.</param>
    public OutputBuffer(Stream stream, int maximumQueuedBytes, int pressureThreshold, IOutputOwner owner, Lock gate)
    {
        Gate = gate;
        _pressureThreshold = pressureThreshold;
        _stream = stream;
        _hold = stream as IOutputHold;
        _maximumQueuedBytes = maximumQueuedBytes;

        // A peer that keeps up must never come near the bound only because nobody has flushed yet.
        _largeSize = Math.Min(KeptSize * 3 / 4, maximumQueuedBytes / 4);
        _owner = owner;
    }

    /// <summary>The lock of this connection's output and of its session's.</summary>
    public Lock Gate { get; }

    /// <summary>Has more to write when there is room.</summary>
    public IOutputRefill? Refill { get; set; }

    /// <summary>Whether so much waits that what can be left out should be. For a caller who holds <see cref="Gate"/>.</summary>
    public bool IsUnderPressureUnderGate => (long)_inFlight + _waitingLength > _pressureThreshold;

    /// <summary>Whether anything waits. For a caller who holds <see cref="Gate"/>.</summary>
    public bool IsBusyUnderGate => _isWriting || _waitingLength > 0;

    /// <summary>How many bytes wait, those that are being written included.</summary>
    public long Queued
    {
        get
        {
            lock (Gate)
            {
                return (long)_inFlight + _waitingLength;
            }
        }
    }

    /// <summary>How many bytes may still be appended before the connection is given up.</summary>
    public int Room
    {
        get
        {
            lock (Gate)
            {
                return _maximumQueuedBytes - _inFlight - _waitingLength;
            }
        }
    }

    /// <summary>Appends whole WebSocket frames that are ready to be sent.</summary>
    public void AppendFrame(ReadOnlySpan<byte> frame, WriteBatch batch)
    {
        lock (Gate)
        {
            AppendFrameUnderGate(frame, batch);
        }
    }

    /// <summary>Does so for a caller who holds <see cref="Gate"/>.</summary>
    public void AppendFrameUnderGate(ReadOnlySpan<byte> frame, WriteBatch batch)
    {
        if (MayAppend(frame.Length, batch))
        {
            Append(frame);
        }
    }

    /// <summary>Appends one message, with its WebSocket header in front.</summary>
    public void AppendMessage(ReadOnlySpan<byte> message, WriteBatch batch)
    {
        lock (Gate)
        {
            AppendMessageUnderGate(message, batch);
        }
    }

    /// <summary>Does so for a caller who holds <see cref="Gate"/>.</summary>
    public void AppendMessageUnderGate(ReadOnlySpan<byte> message, WriteBatch batch)
    {
        if (MayAppend(WebSocketFrameHeader.MaximumSize + message.Length, batch))
        {
            Span<byte> header = stackalloc byte[WebSocketFrameHeader.MaximumSize];
            Append(header[..WebSocketFrameHeader.Write(header, message.Length)]);
            Append(message);
        }
    }

    /// <summary>Appends a frame for a write that begins at once, if that does not bring pressure back. For <see cref="Refill"/> only.</summary>
    /// <returns>False if there is no room for it now.</returns>
    public bool TryRefillUnderGate(ReadOnlySpan<byte> frame)
    {
        if (_isClosed || _hasOverflowed || (_waitingLength > 0 && (long)_waitingLength + frame.Length > _pressureThreshold))
        {
            return false;
        }

        Append(frame);
        return true;
    }

    /// <summary>Starts to write what waits, unless a write is in flight that will take it along.</summary>
    public void Flush()
    {
        byte[] buffer = [];
        int length = 0;
        bool hasOverflowed;
        lock (Gate)
        {
            _lastBatch = null;
            hasOverflowed = _hasOverflowed;
            if (!hasOverflowed && (_isWriting || !TryTake(out buffer, out length)))
            {
                return;
            }
        }

        if (hasOverflowed)
        {
            _owner.OnOutputOverflow(_maximumQueuedBytes);
            return;
        }

        // Not awaited: it reports to the owner, and CompleteAsync waits for its end.
        _ = WriteAsync(buffer, length);
    }

    /// <summary>Appends a connection's last frames, refuses all that comes later, and completes when all has been written or given up.</summary>
    public Task CompleteAsync(ReadOnlySpan<byte> lastFrames = default)
    {
        Task drained;
        lock (Gate)
        {
            if (!_isClosed && !_hasOverflowed && !lastFrames.IsEmpty)
            {
                // Not counted against the bound: nothing more can follow.
                Append(lastFrames);
            }

            _isClosed = true;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isWriting && _waitingLength == 0)
            {
                _drained.TrySetResult();
            }

            drained = _drained.Task;
        }

        Flush();
        return drained;
    }

    /// <summary>Drops all that waits and all that comes.</summary>
    public void Discard()
    {
        lock (Gate)
        {
            DiscardUnderGate();
        }
    }

    private bool MayAppend(int count, WriteBatch batch)
    {
        if (_isClosed || _hasOverflowed)
        {
            return false;
        }

        if (_lastBatch != batch)
        {
            _lastBatch = batch;
            batch.Add(this);
        }

        batch.IsLarge |= _waitingLength + (long)count >= _largeSize;
        if ((long)_inFlight + _waitingLength + count > _maximumQueuedBytes)
        {
            _hasOverflowed = true;
            DropWaiting();
            return false;
        }

        return true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_waiting.Length - _waitingLength < bytes.Length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_waiting.AsSpan(_waitingLength));
        _waitingLength += bytes.Length;
    }

    private void Grow(int count)
    {
        int size = (int)Math.Min(Math.Max(_waiting.Length * 2L, (long)_waitingLength + count), Array.MaxLength);
        byte[] larger;
        if (_spare.Length >= size)
        {
            (larger, _spare) = (_spare, []);
        }
        else
        {
            larger = ArrayPool<byte>.Shared.Rent(size);
        }

        _waiting.AsSpan(0, _waitingLength).CopyTo(larger);
        Return(_waiting);
        _waiting = larger;
    }

    private bool TryTake(out byte[] buffer, out int length)
    {
        buffer = _waiting;
        length = _waitingLength;
        if (length == 0)
        {
            return false;
        }

        _waiting = [];
        _waitingLength = 0;
        _inFlight = length;
        _isWriting = true;
        return true;
    }

    private async Task WriteAsync(byte[] buffer, int length)
    {
        try
        {
            bool more = true;
            while (more)
            {
                if (_hold is not null)
                {
                    // Once, and not for each part: what happens while the parts are written is told of in none of them.
                    await _hold.WaitAsync().ConfigureAwait(false);
                }

                for (int offset = 0; offset < length; offset += WriteChunk)
                {
                    ReadOnlyMemory<byte> chunk = buffer.AsMemory(offset, Math.Min(WriteChunk, length - offset));
                    await _stream.WriteAsync(chunk).ConfigureAwait(false);
                }

                lock (Gate)
                {
                    Keep(buffer);
                    _inFlight = 0;
                    Refill?.RefillUnderGate(this);
                    more = TryTake(out buffer, out length);
                    if (!more)
                    {
                        OnWritten();
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer is gone. The buffer is left to the garbage collector: the transport may still read it.
            lock (Gate)
            {
                DiscardUnderGate();
                OnWritten();
            }

            _owner.OnOutputFailed(e);
        }
    }

    private void Keep(byte[] buffer)
    {
        if (_isClosed || buffer.Length > KeptSize || buffer.Length < _spare.Length)
        {
            Return(buffer);
            return;
        }

        Return(_spare);
        _spare = buffer;
    }

    private void OnWritten()
    {
        _isWriting = false;
        _inFlight = 0;
        _drained?.TrySetResult();
    }

    private void DiscardUnderGate()
    {
        _isClosed = true;
        DropWaiting();
    }

    private void DropWaiting()
    {
        Return(_waiting);
        _waiting = [];
        _waitingLength = 0;
        Return(_spare);
        _spare = [];
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
