using System.Buffers.Binary;
using System.Text;

namespace Messaging.DiffusionWire.Primitives;

/// <summary>Reads the protocol's primitive types (rules WIRE-01 to WIRE-08) from one complete message.</summary>
/// <remarks>
/// Copies nothing: byte strings are slices of the memory it was given, valid for as long as that memory is.
/// Every length is checked against what is left before anything is allocated, so a hostile length costs nothing.
/// </remarks>
public ref struct WireReader
{
    // Malformed UTF-8 is a fault of the peer, never silently replaced.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _span;
    private int _position;

    /// <summary>Starts at the first byte of <paramref name="message"/>.</summary>
    /// <param name="message">The bytes to read.</param>
    public WireReader(ReadOnlyMemory<byte> message)
    {
        _memory = message;
        _span = message.Span;
    }

    /// <summary>How many bytes were read so far.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _span.Length - _position;

    /// <summary>Reads one byte.</summary>
    /// <returns>The byte.</returns>
    public byte ReadByte()
    {
        Require(1);
        return _span[_position++];
    }

    /// <summary>Reads a boolean: zero is false, anything else is true (WIRE-06).</summary>
    /// <returns>The boolean.</returns>
    public bool ReadBool() => ReadByte() != 0;

    /// <summary>Reads an unsigned LEB128 number of at most five bytes as the two's complement of an int32 (WIRE-01).</summary>
    /// <returns>The number.</returns>
    public int ReadVarInt32()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = ReadByte();
            if (shift == 28 && next > 0x0f)
            {
                break;
            }

            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }

        throw Malformed("an int32 takes at most five bytes and 32 bits");
    }

    /// <summary>Reads an unsigned LEB128 number of at most ten bytes as the two's complement of an int64 (WIRE-02).</summary>
    /// <returns>The number.</returns>
    public long ReadVarInt64()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = ReadByte();
            if (shift == 63 && next > 0x01)
            {
                break;
            }

            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }

        throw Malformed("an int64 takes at most ten bytes and 64 bits");
    }

    /// <summary>Reads four bytes, big endian (WIRE-05).</summary>
    /// <returns>The number.</returns>
    public int ReadInt32BigEndian()
    {
        Require(4);
        int value = BinaryPrimitives.ReadInt32BigEndian(_span[_position..]);
        _position += 4;
        return value;
    }

    /// <summary>Reads eight bytes, big endian (WIRE-05).</summary>
    /// <returns>The number.</returns>
    public long ReadInt64BigEndian()
    {
        Require(8);
        long value = BinaryPrimitives.ReadInt64BigEndian(_span[_position..]);
        _position += 8;
        return value;
    }

    /// <summary>Reads a byte string with its length in front (WIRE-04).</summary>
    /// <returns>A slice of the message, not a copy.</returns>
    public ReadOnlyMemory<byte> ReadBytes()
    {
        int length = ReadLength();
        ReadOnlyMemory<byte> slice = _memory.Slice(_position, length);
        _position += length;
        return slice;
    }

    /// <summary>Reads UTF-8 text with its length in bytes in front (WIRE-03).</summary>
    /// <returns>The text.</returns>
    public string ReadString()
    {
        int length = ReadLength();
        try
        {
            string text = StrictUtf8.GetString(_span.Slice(_position, length));
            _position += length;
            return text;
        }
        catch (DecoderFallbackException e)
        {
            throw new WireFormatException($"Malformed text at offset {_position}: it is not valid UTF-8.", e);
        }
    }

    /// <summary>As <see cref="ReadString"/>, for short texts that come again and again: it gives the same string, if it still has it.</summary>
    /// <returns>The text.</returns>
    public string ReadRecurringString()
    {
        WireReader ahead = this;
        int length = ahead.ReadLength();
        if (RecentTexts.Find(_span.Slice(ahead._position, length)) is not { } text)
        {
            return ReadString();
        }

        _position = ahead._position + length;
        return text;
    }

    /// <summary>Reads exactly <paramref name="count"/> bytes without a length in front.</summary>
    /// <param name="count">How many bytes.</param>
    /// <returns>A slice of the message, not a copy.</returns>
    public ReadOnlyMemory<byte> ReadRaw(int count)
    {
        Require(count);
        ReadOnlyMemory<byte> slice = _memory.Slice(_position, count);
        _position += count;
        return slice;
    }

    /// <summary>Reads all that is left.</summary>
    /// <returns>A slice of the message, not a copy.</returns>
    public ReadOnlyMemory<byte> ReadToEnd() => ReadRaw(Remaining);

    /// <summary>Reads the number of items of a list (WIRE-07) and refuses one that cannot fit in what is left.</summary>
    /// <param name="minimumItemSize">The fewest bytes that one item takes, at least 1.</param>
    /// <returns>The number of items.</returns>
    public int ReadCount(int minimumItemSize = 1)
    {
        int count = ReadVarInt32();
        if (count < 0 || count > Remaining / minimumItemSize)
        {
            throw Malformed($"a list of {count} items does not fit in the {Remaining} bytes that are left");
        }

        return count;
    }

    /// <summary>Builds the exception for a fault that the caller found at the current position.</summary>
    /// <param name="what">What is wrong, as the end of a sentence.</param>
    /// <returns>The exception to throw.</returns>
    public readonly WireFormatException Malformed(string what) => new($"Malformed message at offset {_position}: {what}.");

    private int ReadLength()
    {
        int length = ReadVarInt32();
        if (length < 0 || length > Remaining)
        {
            throw Malformed($"a length of {(uint)length} bytes with {Remaining} bytes left");
        }

        return length;
    }

    private readonly void Require(int count)
    {
        if (count > Remaining)
        {
            throw Malformed($"{count} more bytes expected, {Remaining} left");
        }
    }
}
