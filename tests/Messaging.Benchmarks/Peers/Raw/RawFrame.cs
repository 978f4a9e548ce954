using System.Buffers.Binary;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>Frames of RFC 6455, as far as the floor needs them: binary, unfragmented, up to 64 KiB, and masked with zero.</summary>
internal static class RawFrame
{
    /// <summary>The longest header: two bytes, a length of two, a mask of four.</summary>
    public const int LongestHeader = 8;

    private const byte FinalBinary = 0x82;
    private const byte Masked = 0x80;
    private const int MaskLength = 4;
    private const int LengthOfTwoBytes = 126;

    /// <summary>Writes a frame; returns its length.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<byte> payload, bool isMasked)
    {
        int length = 2;
        buffer[0] = FinalBinary;
        if (payload.Length < LengthOfTwoBytes)
        {
            buffer[1] = (byte)payload.Length;
        }
        else
        {
            buffer[1] = LengthOfTwoBytes;
            BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], checked((ushort)payload.Length));
            length = 4;
        }

        if (isMasked)
        {
            buffer[1] |= Masked;
            buffer.Slice(length, MaskLength).Clear();
            length += MaskLength;
        }

        payload.CopyTo(buffer[length..]);
        return length + payload.Length;
    }

    /// <summary>Finds the first frame, if it is there as a whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Range payload, out int frameLength)
    {
        payload = default;
        frameLength = 0;
        if (bytes.Length < 2)
        {
            return false;
        }

        int length = bytes[1] & ~Masked;
        int header = 2;
        if (length >= LengthOfTwoBytes)
        {
            if (bytes.Length < 4)
            {
                return false;
            }

            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            header = 4;
        }

        header += (bytes[1] & Masked) == 0 ? 0 : MaskLength;
        payload = header..(header + length);
        frameLength = header + length;
        return bytes.Length >= frameLength;
    }
}
