using System.Buffers.Binary;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>What stands in front of the payload of a frame (RFC 6455, 5.2).</summary>
/// <param name="Opcode">What the frame is.</param>
/// <param name="IsFinal">Whether its message ends with it.</param>
/// <param name="PayloadLength">How many bytes follow.</param>
internal readonly record struct FrameHeader(Opcode Opcode, bool IsFinal, long PayloadLength)
{
    /// <summary>The longest payload of a control frame.</summary>
    public const int LongestControlPayload = 125;

    /// <summary>How many bytes of the header of a client's frame are the masking key, its last ones.</summary>
    public const int MaskLength = sizeof(uint);

    private const int ShortestLength = 2;
    private const int LongestShortPayload = 125;
    private const byte Length16 = 126;
    private const byte Length64 = 127;
    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte OpcodeBits = 0x0f;
    private const byte MaskBit = 0x80;
    private const byte ControlBit = 0x08;

    /// <summary>Whether it may stand between the frames of a message.</summary>
    public bool IsControl => ((byte)Opcode & ControlBit) != 0;

    /// <summary>Reads the header of a server's frame.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="header">The header.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <returns>False if more has to arrive.</returns>
    /// <exception cref="WebSocketViolationException">It is no header that a server may send to this client, which has no extensions.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header, out int length)
    {
        header = default;
        length = ShortestLength;
        if (bytes.Length < ShortestLength)
        {
            return false;
        }

        byte first = bytes[0];
        int shortLength = bytes[1];
        Opcode opcode = (Opcode)(first & OpcodeBits);
        bool isFinal = (first & FinalBit) != 0;
        Check(first, opcode, isFinal, shortLength);
        if (shortLength <= LongestShortPayload)
        {
            header = new FrameHeader(opcode, isFinal, shortLength);
            return true;
        }

        length += shortLength == Length16 ? sizeof(ushort) : sizeof(ulong);
        if (bytes.Length < length)
        {
            return false;
        }

        header = new FrameHeader(opcode, isFinal, shortLength == Length16 ? ReadLength16(bytes) : ReadLength64(bytes));
        return true;
    }

    /// <summary>How many bytes the header of a client's frame has.</summary>
    public static int MaskedLength(int payloadLength) =>
        ShortestLength + MaskLength + (payloadLength <= LongestShortPayload ? 0 : payloadLength <= ushort.MaxValue ? sizeof(ushort) : sizeof(ulong));

    /// <summary>Writes the header of a client's whole message or control frame, with a masking key of zeros, which masks nothing yet.</summary>
    public static void WriteMasked(Span<byte> destination, Opcode opcode, int payloadLength)
    {
        destination[0] = (byte)(FinalBit | (byte)opcode);
        int length = ShortestLength;
        if (payloadLength <= LongestShortPayload)
        {
            destination[1] = (byte)(MaskBit | payloadLength);
        }
        else if (payloadLength <= ushort.MaxValue)
        {
            destination[1] = MaskBit | Length16;
            BinaryPrimitives.WriteUInt16BigEndian(destination[length..], (ushort)payloadLength);
            length += sizeof(ushort);
        }
        else
        {
            destination[1] = MaskBit | Length64;
            BinaryPrimitives.WriteUInt64BigEndian(destination[length..], (ulong)payloadLength);
            length += sizeof(ulong);
        }

        destination.Slice(length, MaskLength).Clear();
    }

    /// <summary>Reads what <see cref="WriteMasked"/> has written.</summary>
    /// <param name="frame">Begins with the header.</param>
    /// <param name="headerLength">How many bytes the header has.</param>
    /// <returns>How many bytes follow.</returns>
    public static int ReadMasked(ReadOnlySpan<byte> frame, out int headerLength)
    {
        int payloadLength = (frame[1] & ~MaskBit) switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(frame[ShortestLength..]),
            Length64 => (int)BinaryPrimitives.ReadUInt64BigEndian(frame[ShortestLength..]),
            int length => length,
        };
        headerLength = MaskedLength(payloadLength);
        return payloadLength;
    }

    private static void Check(byte first, Opcode opcode, bool isFinal, int shortLength)
    {
        if ((first & ReservedBits) != 0)
        {
            throw new WebSocketViolationException("a frame has reserved bits set");
        }

        if (opcode is not (Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong))
        {
            throw new WebSocketViolationException($"a frame has the reserved opcode {(byte)opcode}");
        }

        if ((shortLength & MaskBit) != 0)
        {
            throw new WebSocketViolationException("a frame is masked");
        }

        if (((byte)opcode & ControlBit) != 0 && (!isFinal || shortLength > LongestControlPayload))
        {
            throw new WebSocketViolationException("a control frame is fragmented or too long");
        }
    }

    private static long ReadLength16(ReadOnlySpan<byte> bytes) => Minimal(BinaryPrimitives.ReadUInt16BigEndian(bytes[ShortestLength..]), LongestShortPayload);

    private static long ReadLength64(ReadOnlySpan<byte> bytes) => Minimal(BinaryPrimitives.ReadUInt64BigEndian(bytes[ShortestLength..]), ushort.MaxValue);

    private static long Minimal(ulong length, int longestShorter) => length > (ulong)longestShorter && length <= long.MaxValue
        ? (long)length
        : throw new WebSocketViolationException("the length of a frame is not in its shortest form, or has more than 63 bits");
}
