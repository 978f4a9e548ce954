using System.Buffers.Binary;
using System.IO.Compression;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Frames;

/// <summary>The zlib (RFC 1950) encoding of values and deltas (rule WIRE-22).</summary>
public static class FrameCompression
{
    // ZLibStream writes nothing at all if nothing was written to it, and that is not RFC 1950. Also the shortest stream there is.
    private static readonly byte[] CompressedNothing = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <summary>Compresses the part of a frame behind the topic id.</summary>
    /// <param name="data">A value or a delta.</param>
    /// <returns>A zlib stream.</returns>
    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return [.. CompressedNothing];
        }

        using MemoryStream output = new();
        using (ZLibStream zlib = new(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return output.ToArray();
    }

    /// <summary>Undoes <see cref="Compress"/>.</summary>
    /// <param name="compressed">A zlib stream.</param>
    /// <param name="maximumSize">The most bytes that may come out: a small frame must not be able to fill the memory.</param>
    /// <returns>The value or delta.</returns>
    /// <exception cref="WireFormatException">It is not a zlib stream, it is truncated, or more comes out than allowed.</exception>
    public static byte[] Decompress(ReadOnlyMemory<byte> compressed, int maximumSize)
    {
        WireWriter output = new(Math.Min(maximumSize, Math.Max(256, compressed.Length * 4)));
        try
        {
            using MemoryStream input = new(compressed.ToArray(), writable: false);
            using ZLibStream zlib = new(input, CompressionMode.Decompress);
            int read;
            while ((read = zlib.Read(output.GetSpan(1024))) > 0)
            {
                output.Advance(read);
                if (output.Length > maximumSize)
                {
                    throw new WireFormatException($"A compressed frame of {compressed.Length} bytes holds more than the {maximumSize} bytes allowed.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // IOException: a stream that asks for a dictionary.
            throw new WireFormatException("A compressed frame is not a zlib stream.", e);
        }

        if (!EndsWithChecksum(compressed.Span, output.WrittenSpan))
        {
            throw new WireFormatException($"A compressed frame of {compressed.Length} bytes is cut short.");
        }

        return output.ToArray();
    }

    // ZLibStream takes the end of its input for the end of the data, so it would give the half of a value for a whole one.
    private static bool EndsWithChecksum(ReadOnlySpan<byte> compressed, ReadOnlySpan<byte> data) =>
        compressed.Length >= CompressedNothing.Length
        && BinaryPrimitives.ReadUInt32BigEndian(compressed[^sizeof(uint)..]) == Adler32(data);

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        const uint Modulus = 65_521;
        const int LongestRunWithoutOverflow = 5552;
        uint sum = 1;
        uint sumOfSums = 0;
        while (!data.IsEmpty)
        {
            int run = Math.Min(data.Length, LongestRunWithoutOverflow);
            foreach (byte value in data[..run])
            {
                sum += value;
                sumOfSums += sum;
            }

            sum %= Modulus;
            sumOfSums %= Modulus;
            data = data[run..];
        }

        return (sumOfSums << 16) | sum;
    }
}
