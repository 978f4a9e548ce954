using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Messaging.LocalServer.Connections;

/// <summary>The header of a WebSocket frame from a client (RFC 6455, 5.2), whose payload is masked.</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="IsFinal">Whether it ends a message.</param>
/// <param name="HeaderSize">The bytes before the payload.</param>
/// <param name="Length">The bytes of the payload: up to 2^63 - 1, whatever is there of them.</param>
/// <param name="Mask">The mask, as its four bytes lie in memory.</param>
internal readonly record struct ClientFrame(ClientOpcode Opcode, bool IsFinal, int HeaderSize, long Length, uint Mask)
{
    private const int FinalBit = 0x80;
    private const int ReservedBits = 0x70;
    private const int OpcodeBits = 0x0f;
    private const int MaskBit = 0x80;
    private const int MaskSize = 4;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>Whether it is a close, ping or pong, which may come between the parts of a message.</summary>
    public bool IsControl => Opcode >= ClientOpcode.Close;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">What has come: a frame's first bytes, and whatever is behind them.</param>
    /// <param name="frame">The header; all zero as long as it is not there in full.</param>
    /// <returns>False if these bytes begin no frame that a client may send.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ClientFrame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return true;
        }

        ClientOpcode opcode = (ClientOpcode)(bytes[0] & OpcodeBits);
        bool isFinal = (bytes[0] & FinalBit) != 0;
        int shortLength = bytes[1] & ~MaskBit;
        if ((bytes[0] & ReservedBits) != 0 || (bytes[1] & MaskBit) == 0 || opcode is (> ClientOpcode.Binary and < ClientOpcode.Close) or > ClientOpcode.Pong)
        {
            return false;
        }

        if (opcode >= ClientOpcode.Close && (!isFinal || shortLength >= Length16))
        {
            return false;
        }

        int maskOffset = shortLength switch
        {
            Length16 => 4,
            Length64 => 10,
            _ => 2,
        };
        if (bytes.Length < maskOffset + MaskSize)
        {
            return true;
        }

        long length = shortLength switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => shortLength,
        };
        frame = new ClientFrame(opcode, isFinal, maskOffset + MaskSize, length, MemoryMarshal.Read<uint>(bytes[maskOffset..]));
        return length >= 0;
    }

    /// <summary>Takes the mask off, in place.</summary>
    /// <param name="payload">All of the payload.</param>
    public void Unmask(Span<byte> payload)
    {
        Span<Vector<uint>> vectors = MemoryMarshal.Cast<byte, Vector<uint>>(payload);
        Vector<uint> mask = new(Mask);
        foreach (ref Vector<uint> vector in vectors)
        {
            vector ^= mask;
        }

        // A vector has a multiple of four bytes, so the mask begins anew behind the last one.
        Span<byte> rest = payload[(vectors.Length * Vector<byte>.Count)..];
        Span<byte> maskBytes = stackalloc byte[MaskSize];
        MemoryMarshal.Write(maskBytes, Mask);
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] ^= maskBytes[i % MaskSize];
        }
    }
}
