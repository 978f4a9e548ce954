namespace Messaging.DiffusionClient.Connections;

/// <summary>Bytes in a ring: added behind, removed in front. Grows as it must, and shrinks when little is left. Not thread-safe.</summary>
internal sealed class ByteQueue
{
    private const int SmallestRing = 256;

    // A ring that fits its bytes loosely is kept: to give it up for each lull would cost more than it saves.
    private const int Looseness = 8;

    private byte[] _ring = [];
    private int _start;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes there is room for.</summary>
    public int Capacity => _ring.Length;

    /// <summary>Adds bytes behind the last one.</summary>
    public void Enqueue(ReadOnlySpan<byte> bytes)
    {
        int needed = checked(Length + bytes.Length);
        if (needed > _ring.Length || (_ring.Length > SmallestRing * Looseness && needed < _ring.Length / Looseness))
        {
            Resize(needed);
        }

        int end = Wrap(_start + (long)Length);
        int first = Math.Min(bytes.Length, _ring.Length - end);
        bytes[..first].CopyTo(_ring.AsSpan(end));
        bytes[first..].CopyTo(_ring);
        Length = needed;
    }

    /// <summary>Removes the first bytes.</summary>
    public void Dequeue(int count)
    {
        Length -= count;
        _start = Length == 0 ? 0 : Wrap(_start + (long)count);
    }

    /// <summary>Copies as many bytes as fit, from one on.</summary>
    public void CopyTo(int offset, Span<byte> destination)
    {
        int start = Wrap(_start + (long)offset);
        int first = Math.Min(destination.Length, _ring.Length - start);
        _ring.AsSpan(start, first).CopyTo(destination);
        _ring.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    /// <summary>Removes all bytes, and lets go of the ring.</summary>
    public void Clear() => (_ring, _start, Length) = ([], 0, 0);

    private int Wrap(long position) => (int)(position >= _ring.Length ? position - _ring.Length : position);

    private void Resize(int needed)
    {
        byte[] ring = new byte[(int)Math.Min(Array.MaxLength, Math.Max(SmallestRing, needed + (needed / 2L)))];
        CopyTo(0, ring.AsSpan(0, Length));
        (_ring, _start) = (ring, 0);
    }
}
