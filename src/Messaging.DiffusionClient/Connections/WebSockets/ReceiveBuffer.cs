using System.Buffers;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>
/// What has arrived and was not taken yet. It waits with a small array of its own, and takes a large one of the pool only while there is more
/// to read: a session that is idle holds no more than the small one. Not thread-safe.
/// </summary>
internal sealed class ReceiveBuffer
{
    /// <summary>With how many bytes it waits: a few messages of a chat.</summary>
    public const int IdleSize = 1024;

    private const int UsualSize = 16 * 1024;
    private const int BusySize = 64 * 1024;

    private readonly byte[] _idle = new byte[IdleSize];
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _wasFilled;

    public ReceiveBuffer() => _buffer = _idle;

    /// <summary>How many bytes there are.</summary>
    public int Length => _end - _start;

    /// <summary>How many bytes could be held.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>The bytes, valid until <see cref="Prepare"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The first bytes were taken.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Where to read more into; at least one byte.</summary>
    /// <param name="expected">How many bytes there will be together, as far as it is known; 0 if not. Room for them is made as they come, not before.</param>
    public Memory<byte> Prepare(int expected)
    {
        int size = SizeFor(expected);
        if (size != _buffer.Length)
        {
            MoveTo(size);
        }
        else if (_start > 0 && (Length == 0 || _end == _buffer.Length || expected > _buffer.Length - _start))
        {
            Bytes.Span.CopyTo(_buffer);
            (_start, _end) = (0, Length);
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>So much was read.</summary>
    public void Commit(int count)
    {
        _end += count;

        // Then there probably is more.
        _wasFilled = _end == _buffer.Length;
    }

    private int SizeFor(int expected)
    {
        int needed = Math.Max(Length + 1, expected);
        if (!_wasFilled && needed <= IdleSize)
        {
            return IdleSize;
        }

        int comfortable = !_wasFilled ? UsualSize : _buffer.Length < UsualSize ? UsualSize : BusySize;
        if (needed <= Math.Max(comfortable, _buffer.Length))
        {
            return Math.Max(comfortable, _buffer.Length);
        }

        // Twice what has arrived at most: a length that a server only claims must cost nothing.
        long affordable = Math.Max(BusySize, Math.Min(Array.MaxLength, 2L * Length));
        return (int)Math.Max(_buffer.Length, Math.Min(needed, affordable));
    }

    private void MoveTo(int size)
    {
        byte[] old = _buffer;
        byte[] next = size == IdleSize ? _idle : ArrayPool<byte>.Shared.Rent(size);
        Bytes.Span.CopyTo(next);
        (_buffer, _start, _end) = (next, 0, Length);
        if (old != _idle)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}
