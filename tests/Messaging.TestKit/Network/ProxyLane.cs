using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Messaging.TestKit;

/// <summary>One direction of a <see cref="ProxiedConnection"/>, and the faults in it. Thread-safe.</summary>
/// <remarks>
/// What waits here, because of a delay, a pause or a slow receiver, is at most 32 chunks of 8 KiB; then the sender has to wait.
/// A frame is a WebSocket message, which is what Diffusion calls a frame; control frames of WebSocket do not count. Over TLS
/// there are no frames to be seen, only bytes, the handshake of TLS included.
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

    /// <summary>How long bytes are under way. None at first. Order is kept: a shorter delay does not overtake.</summary>
    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    /// <summary>How fast bytes are passed on; 0, as at first, is as fast as can be.</summary>
    public int BytesPerSecond
    {
        get => Volatile.Read(ref _bytesPerSecond);
        set => Volatile.Write(ref _bytesPerSecond, value);
    }

    /// <summary>The bytes passed on so far, the HTTP head included.</summary>
    public long Bytes => _position.Bytes;

    /// <summary>The frames passed on so far, to their last byte.</summary>
    public long Frames => _position.Frames;

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
    public Task AfterBytes(long count, FaultAction action)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Add(new FaultPoint(action) { Bytes = count });
    }

    /// <summary>Does something behind so many frames and, if wanted, some bytes of the next one.</summary>
    /// <returns>As <see cref="AfterBytes"/>.</returns>
    public Task AfterFrames(long count, FaultAction action, int bytesOfNext = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(bytesOfNext);
        return Add(new FaultPoint(action) { Frames = count, BytesOfNext = bytesOfNext });
    }

    /// <summary>Shows each frame, unmasked, before its last byte is passed on. One after the other; must not block.</summary>
    public void Observe(Action<byte[]> onFrame) => _position.Observe(onFrame);

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
        await ReceiveAsync();
        await passing;
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
            int count = await _from.TryReceiveAsync(buffer.AsMemory(0, ChunkSize));
            if (count == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                _chunks.Writer.Complete();
                return;
            }

            await _chunks.Writer.WriteAsync(new Chunk(buffer, count, _time.GetTimestamp()));
        }
    }

    private async Task PassAsync()
    {
        await foreach (Chunk chunk in _chunks.Reader.ReadAllAsync())
        {
            await WaitAsync(Delay - _time.GetElapsedTime(chunk.ReceivedAt));
            await PassAsync(chunk.Buffer.AsMemory(0, chunk.Count));
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
            await Task.WhenAny(Volatile.Read(ref _resumed).Task, _swallowing.Task);
            if (IsSwallowing)
            {
                _onSwallowed(bytes.Length);
                return;
            }

            int rate = BytesPerSecond;
            int most = rate > 0 ? Math.Min(bytes.Length, Math.Max(1, rate / PiecesPerSecond)) : bytes.Length;
            int count = _position.Advance(bytes.Span[..most]);
            if (await _to.TrySendAsync(bytes[..count]))
            {
                _onSent(count);
            }
            else
            {
                Swallow();
            }

            bytes = bytes[count..];
            ActOnReached();
            await WaitAsync(rate > 0 ? TimeSpan.FromSeconds((double)count / rate) : TimeSpan.Zero);
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
