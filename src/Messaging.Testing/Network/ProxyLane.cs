using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Messaging.Testing;

/// <summary>One direction of a <see cref="ProxiedConnection"/>, and the faults in it. Thread-safe.</summary>
/// <remarks>
/// What waits here, because of a delay, a pause or a slow receiver, is at most 32 chunks of 8 KiB; then the sender has to wait.
/// Over TLS there are only bytes to be seen, the handshake of TLS included.
/// </remarks>
public sealed class ProxyLane
{
    private const int ChunkSize = 8 * 1024;
    private const int MaximumChunks = 32;
    private const int PiecesPerSecond = 20;

    private readonly Socket _from;
    private readonly Socket _to;
    private readonly TimeProvider _time;
    private readonly Action<int> _onSent;
    private readonly Action<int> _onSwallowed;
    private readonly Action<FaultAction> _act;
    private readonly LanePosition _position = new();
    private readonly TaskCompletionSource _swallowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Chunk> _chunks = Channel.CreateBounded<Chunk>(new BoundedChannelOptions(MaximumChunks)
    {
        SingleReader = true,
        SingleWriter = true,
    });

    private TaskCompletionSource _resumed = Resumed();
    private long _delay;
    private int _bytesPerSecond;
    private volatile bool _keepsEndSecret;

    internal ProxyLane(Socket from, Socket to, TimeProvider time, Action<int> onSent, Action<int> onSwallowed, Action<FaultAction> act)
    {
        _from = from;
        _to = to;
        _time = time;
        _onSent = onSent;
        _onSwallowed = onSwallowed;
        _act = act;
    }

    /// <summary>How long bytes are under way, from zero to one day. Order is kept: a shorter delay does not overtake.</summary>
    /// <value>Zero by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            Volatile.Write(ref _delay, value.Ticks);
        }
    }

    /// <summary>How fast bytes are passed on, from 1; 0 for as fast as can be.</summary>
    /// <value>0 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int BytesPerSecond
    {
        get => Volatile.Read(ref _bytesPerSecond);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Volatile.Write(ref _bytesPerSecond, value);
        }
    }

    /// <summary>The bytes passed on so far, the HTTP head included.</summary>
    public long Bytes => _position.Bytes;

    /// <summary>
    /// The frames passed on so far, to their last byte. A frame is a WebSocket message, which is what Diffusion calls a frame; control frames
    /// of WebSocket do not count, and over TLS there are none to be seen.
    /// </summary>
    internal long Frames => _position.Frames;

    /// <summary>Completes with the HTTP head when it has been passed on.</summary>
    internal Task<byte[]> Head => _position.Head;

    private bool IsSwallowing => _swallowing.Task.IsCompleted;

    /// <summary>Lets bytes wait here until <see cref="Resume"/>. What is being sent at this moment may still arrive.</summary>
    public void Pause()
    {
        if (Volatile.Read(ref _resumed) is { Task.IsCompleted: true } old)
        {
            Interlocked.CompareExchange(ref _resumed, new(TaskCreationOptions.RunContinuationsAsynchronously), old);
        }
    }

    /// <summary>Passes on what has waited, and what comes.</summary>
    public void Resume() => Volatile.Read(ref _resumed).TrySetResult();

    /// <summary>From now on reads what comes and forgets it, for good. The end of the connection is passed on.</summary>
    public void Swallow() => _swallowing.TrySetResult();

    /// <summary>Does something behind so many bytes, counted from the first byte of the connection.</summary>
    /// <returns>Completes when it has been done; at once if the place has been passed already. Never, if it is not reached.</returns>
    internal Task AfterBytes(long count, FaultAction action)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Add(new FaultPoint(action) { Bytes = count });
    }

    /// <summary>Does something behind so many frames and, if wanted, some bytes of the next one.</summary>
    /// <returns>As <see cref="AfterBytes"/>.</returns>
    internal Task AfterFrames(long count, FaultAction action, int bytesOfNext = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(bytesOfNext);
        return Add(new FaultPoint(action) { Frames = count, BytesOfNext = bytesOfNext });
    }

    /// <summary>Shows each frame, unmasked, before its last byte is passed on. One after the other; must not block.</summary>
    internal void Observe(Action<byte[]> onFrame) => _position.Observe(onFrame);

    /// <summary>Passes nothing on any more, not even the end.</summary>
    internal void Silence()
    {
        // Before anything can end: who is to see a reset must not see an orderly end first.
        _keepsEndSecret = true;
        Swallow();
    }

    /// <summary>Reads the sender's side to its end, even if the receiver takes no more. Does not throw for what happens to a connection.</summary>
    internal async Task RunAsync()
    {
        Task passing = PassAsync();
        await ReceiveAsync().ConfigureAwait(false);
        await passing.ConfigureAwait(false);
    }

    private static TaskCompletionSource Resumed()
    {
        TaskCompletionSource resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        resumed.SetResult();
        return resumed;
    }

    private Task Add(FaultPoint point)
    {
        _position.Add(point);
        ActOnReached();
        return point.Happened;
    }

    private void ActOnReached()
    {
        foreach (FaultPoint point in _position.TakeReached())
        {
            _act(point.Action);
            switch (point.Action)
            {
                case FaultAction.Swallow:
                    Swallow();
                    break;
                case FaultAction.Pause:
                    Pause();
                    break;
            }

            point.SetHappened();
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
            int count = await _from.TryReceiveAsync(buffer.AsMemory(0, ChunkSize)).ConfigureAwait(false);
            if (count == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                _chunks.Writer.Complete();
                return;
            }

            await _chunks.Writer.WriteAsync(new Chunk(buffer, count, _time.GetTimestamp())).ConfigureAwait(false);
        }
    }

    private async Task PassAsync()
    {
        await foreach (Chunk chunk in _chunks.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await WaitAsync(Delay - _time.GetElapsedTime(chunk.ReceivedAt)).ConfigureAwait(false);
            await PassAsync(chunk.Buffer.AsMemory(0, chunk.Count)).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }

        if (!_keepsEndSecret)
        {
            _to.TryFinish();
        }
    }

    private async Task PassAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            await Task.WhenAny(Volatile.Read(ref _resumed).Task, _swallowing.Task).ConfigureAwait(false);
            if (IsSwallowing)
            {
                _onSwallowed(bytes.Length);
                return;
            }

            int rate = BytesPerSecond;
            int most = rate > 0 ? Math.Min(bytes.Length, Math.Max(1, rate / PiecesPerSecond)) : bytes.Length;
            int count = _position.Advance(bytes.Span[..most]);
            if (await _to.TrySendAsync(bytes[..count]).ConfigureAwait(false))
            {
                _onSent(count);
            }
            else
            {
                Swallow();
            }

            bytes = bytes[count..];
            ActOnReached();
            await WaitAsync(rate > 0 ? TimeSpan.FromSeconds((double)count / rate) : TimeSpan.Zero).ConfigureAwait(false);
        }
    }

    /// <summary>Waits, unless there is nothing left to wait for.</summary>
    private async Task WaitAsync(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            await _swallowing.Task.WaitAsync(time, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private readonly record struct Chunk(byte[] Buffer, int Count, long ReceivedAt);
}
