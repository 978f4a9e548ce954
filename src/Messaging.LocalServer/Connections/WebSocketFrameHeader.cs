using System.Buffers.Binary;

namespace Messaging.LocalServer.Connections;

/// <summary>The header of an unfragmented WebSocket frame from a server (RFC 6455, 5.2).</summary>
/// <remarks>
/// Frames of a server are not masked, so a frame is the same bytes for every connection. That is why the
/// server writes them itself and encodes what many sessions get only once.
/// </remarks>
internal static class WebSocketFrameHeader
{
    public const int MaximumSize = 10;

    /// <summary>The first byte of a pong.</summary>
    public const byte FinalPong = 0x8a;

    private const byte FinalBinary = 0x82;
    private const byte FinalClose = 0x88;

    /// <summary>A whole ping frame, which any WebSocket answers by itself.</summary>
    public static readonly byte[] Ping = [0x89, 0];

    private const byte Length16 = 126;
    private const byte Length64 = 127;

    public static int Size(int payloadLength) => payloadLength switch
    {
        < Length16 => 2,
        <= ushort.MaxValue => 4,
        _ => MaximumSize,
    };

    /// <summary>Writes the header of a binary message.</summary>
    /// <returns>Its size.</returns>
    public static int Write(Span<byte> destination, int payloadLength)
    {
        destination[0] = FinalBinary;
        int size = Size(payloadLength);
        switch (size)
        {
            case 2:
                destination[1] = (byte)payloadLength;
                break;
            case 4:
                destination[1] = Length16;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
                break;
            default:
                destination[1] = Length64;
                BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payloadLength);
                break;
        }

        return size;
    }

    /// <summary>Puts a header in front of a message that many connections get.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        // Every byte is written: a large one need not be cleared.
        byte[] frame = GC.AllocateUninitializedArray<byte>(Size(message.Length) + message.Length);
        message.CopyTo(frame.AsSpan(Write(frame, message.Length)));
        return frame;
    }

    /// <summary>The message that a whole frame of <see cref="Frame"/> carries.</summary>
    public static ReadOnlyMemory<byte> MessageIn(byte[] frame) => frame.AsMemory(frame[1] switch
    {
        Length16 => 4,
        Length64 => MaximumSize,
        _ => 2,
    });

    /// <summary>A whole close frame without a text.</summary>
    public static byte[] Close(ushort code) => [FinalClose, 2, (byte)(code >> 8), (byte)code];
}
