using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>The masks of a client's frames (RFC 6455, 5.3). Thread-safe.</summary>
internal static class Masking
{
    private const int KeysAtOnce = 64;

    // To ask the platform's generator for four bytes costs as much as to ask for a few hundred.
    [ThreadStatic]
    private static uint[]? s_keys;

    [ThreadStatic]
    private static int s_used;

    /// <summary>A key that nobody can foretell, and that is used once: bytes in the order of memory.</summary>
    public static uint NextKey()
    {
        uint[] keys = s_keys ??= new uint[KeysAtOnce];
        if (s_used % KeysAtOnce == 0)
        {
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(keys.AsSpan()));
            s_used = 0;
        }

        return keys[s_used++];
    }

    /// <summary>Masks, or unmasks, a payload.</summary>
    public static void Apply(Span<byte> payload, uint key)
    {
        // Whole vectors first. Their size is a multiple of the key's, so what is left begins with the key's first byte again.
        Span<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
        Vector<byte> mask = Vector.AsVectorByte(new Vector<uint>(key));
        foreach (ref Vector<byte> vector in vectors)
        {
            vector ^= mask;
        }

        Span<byte> rest = payload[(vectors.Length * Vector<byte>.Count)..];
        ReadOnlySpan<byte> keyBytes = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in key));
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] ^= keyBytes[i % sizeof(uint)];
        }
    }

    /// <summary>Gives a frame with a masking key of zeros a key, and masks its payload.</summary>
    /// <param name="frame">Begins with a header of <see cref="FrameHeader.WriteMasked"/>. What is behind the frame stays as it is.</param>
    /// <returns>How many bytes the frame has.</returns>
    public static int Seal(Span<byte> frame)
    {
        int payloadLength = FrameHeader.ReadMasked(frame, out int headerLength);
        uint key = NextKey();
        MemoryMarshal.Write(frame[(headerLength - FrameHeader.MaskLength)..], in key);
        Apply(frame.Slice(headerLength, payloadLength), key);
        return headerLength + payloadLength;
    }
}
