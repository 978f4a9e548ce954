namespace Messaging.LocalServer.Connections;

/// <summary>One WebSocket: whole messages in, bytes out, and an end that happens once and has one reason.</summary>
/// <remarks>
/// Reading and <see cref="Batch"/> belong to the task that serves the connection. Appending to <see cref="Output"/>,
/// closing and aborting may come from any thread and never wait.
/// </remarks>
internal sealed class Connection : IOutputOwner, IAsyncDisposable
{
    private readonly Stream _transport;
    private readonly Action _abort;
    private readonly TimeProvider _time;
    private readonly TimeSpan _closeTimeout;
    private readonly TimerCount _timers;
    private readonly Lock _gate = new();
    private EndReason? _endReason;
    private ITimer? _closeTimer;
    private TaskCompletionSource? _released;
    private bool _isReleased;
    private bool _isDisposed;

    /// <param name="transport">The bytes behind the upgrade.</param>
    /// <param name="abort">Cuts it.</param>
    /// <param name="options">Bounds and clock.</param>
    /// <param name="timers">Counts its timer.</param>
    /// <param name="outputGate">The lock of its output: that of the session which it takes up again, a new one for a new session.</param>
    public Connection(Stream transport, Action abort, LocalServerOptions options, TimerCount timers, Lock outputGate)
    {
        _transport = transport;
        _abort = abort;
        _time = options.TimeProvider;
        _closeTimeout = options.CloseTimeout;
        _timers = timers;
        Output = new OutputBuffer(transport, options.MaximumQueuedBytes, options.EffectiveBackPressureThreshold, this, outputGate);
        Reader = new MessageReader(transport, Output, Batch, options.MaximumMessageSize);
    }

    public OutputBuffer Output { get; }

    public MessageReader Reader { get; }

    /// <summary>Completes when whoever serves the connection handles nothing more that it received.</summary>
    public Task Released
    {
        get
        {
            lock (_gate)
            {
                // Few are ever waited for.
                return _isReleased ? Task.CompletedTask : (_released ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>What the serving task wrote since it last flushed.</summary>
    public WriteBatch Batch { get; } = new();

    /// <summary>Why the connection ends, once it does. The first reason stays.</summary>
    public EndReason? EndReason => Volatile.Read(ref _endReason);

    /// <summary>Says that nothing more is handled that the connection received. May be called again.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isReleased = true;
            _released?.TrySetResult();
        }
    }

    /// <summary>Waits until the peer has sent something, and leaves that to be read. Does not throw for what a peer or a network does.</summary>
    /// <returns>False if the connection has ended instead.</returns>
    public async ValueTask<bool> WaitForPeerAsync()
    {
        try
        {
            await _transport.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            return EndReason is null;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Sends last words and a WebSocket close frame, and cuts the connection if the peer does not close in time.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="lastMessage">A message to send before the close frame, or nothing.</param>
    public void Close(EndReason reason, ReadOnlySpan<byte> lastMessage = default)
    {
        lock (_gate)
        {
            if (_endReason is not null || _isDisposed)
            {
                return;
            }

            _endReason = reason;
            _closeTimer = _timers.Start(_time, Abort, _closeTimeout, Timeout.InfiniteTimeSpan);
        }

        byte[] closeFrame = WebSocketFrameHeader.Close(reason.CloseCode);
        byte[] lastFrames = lastMessage.IsEmpty ? closeFrame : [.. WebSocketFrameHeader.Frame(lastMessage), .. closeFrame];

        // Nothing may follow a close frame. Whoever serves the connection awaits the same end when it disposes it.
        _ = Output.CompleteAsync(lastFrames);
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort(EndReason reason)
    {
        lock (_gate)
        {
            _endReason ??= reason;
            if (_isDisposed)
            {
                return;
            }
        }

        Abort();
    }

    public void OnOutputOverflow(int maximumQueuedBytes) => Abort(EndReason.SlowConsumer(maximumQueuedBytes));

    public void OnOutputFailed(Exception exception) => Abort(EndReason.Lost);

    /// <summary>Writes what is left, as far as the peer takes it in time.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(EndReason.Lost);
        await Output.CompleteAsync().ConfigureAwait(false);
        ITimer? timer;
        lock (_gate)
        {
            _isDisposed = true;
            timer = _closeTimer;
            _closeTimer = null;
        }

        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        Reader.Dispose();
    }

    private void Abort()
    {
        Output.Discard();
        _abort();
    }
}
