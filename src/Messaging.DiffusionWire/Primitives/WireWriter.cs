using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Messaging.DiffusionWire.Primitives;

/// <summary>A growing buffer that writes the protocol's primitive types (rules WIRE-01 to WIRE-08).</summary>
/// <remarks>
/// Reusable: <see cref="Clear"/> keeps the memory. Not thread-safe. It is an <see cref="IBufferWriter{T}"/>,
/// so the writers of the base library can write into it directly.
/// </remarks>
public sealed class WireWriter : IBufferWriter<byte>
{
    private const int MaximumVarInt64Size = 10;
    private byte[] _buffer;
    private int _length;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="initialCapacity">Bytes to reserve, 256 by default.</param>
    public WireWriter(int initialCapacity = 256) => _buffer = new byte[Math.Max(initialCapacity, 16)];

    /// <summary>How many bytes were written.</summary>
    public int Length => _length;

    /// <summary>How many bytes fit before the buffer grows.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>Copies what was written.</summary>
    /// <returns>An array of exactly <see cref="Length"/> bytes.</returns>
    public byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Writes one byte.</summary>
    /// <param name="value">The byte.</param>
    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    /// <summary>Writes a boolean as 00 or 01 (WIRE-06).</summary>
    /// <param name="value">The boolean.</param>
    public void WriteBool(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes the 32-bit two's complement as unsigned LEB128 (WIRE-01).</summary>
    /// <param name="value">The number.</param>
    public void WriteVarInt32(int value) => WriteVarUInt64((uint)value);

    /// <summary>Writes the 64-bit two's complement as unsigned LEB128 (WIRE-02).</summary>
    /// <param name="value">The number.</param>
    public void WriteVarInt64(long value) => WriteVarUInt64((ulong)value);

    /// <summary>Writes four bytes, big endian (WIRE-05).</summary>
    /// <param name="value">The number.</param>
    public void WriteInt32BigEndian(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);
        _length += 4;
    }

    /// <summary>Writes eight bytes, big endian (WIRE-05).</summary>
    /// <param name="value">The number.</param>
    public void WriteInt64BigEndian(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);
        _length += 8;
    }

    /// <summary>Writes a byte string with its length in front (WIRE-04).</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteVarInt32(value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes UTF-8 text with its length in bytes in front (WIRE-03).</summary>
    /// <param name="value">The text. An unpaired surrogate has no UTF-8 form and becomes U+FFFD.</param>
    public void WriteString(ReadOnlySpan<char> value)
    {
        int size = Encoding.UTF8.GetByteCount(value);
        WriteVarInt32(size);
        Encoding.UTF8.GetBytes(value, Reserve(size));
        _length += size;
    }

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteRaw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        _length += value.Length;
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _length);
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 1));

    private void WriteVarUInt64(ulong value)
    {
        Span<byte> span = Reserve(MaximumVarInt64Size);
        int size = 0;
        while (value >= 0x80)
        {
            span[size++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[size++] = (byte)value;
        _length += size;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(_buffer.Length * 2L, (long)_length + count)));
        }

        return _buffer.AsSpan(_length);
    }
}
