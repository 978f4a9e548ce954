using System.IO.Compression;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Frames;

[Trait("Rule", "WIRE-22")]
public sealed class FrameCompressionTests
{
    private const int Limit = 1 << 20;

    [Theory]
    [InlineData("value_json_compressed", "bf 61 'a' 03 ff")]
    [InlineData("delta_string_compressed", "00 07 45 'There'")]
    public void Decompress_BytesThatOfficialSdkTook_GivesData(string vector, string expected)
    {
        Frame frame = Frame.Read(GoldenVectors.Get(vector).Bytes);

        frame.IsCompressed.Should().BeTrue();
        Hex.Of(FrameCompression.Decompress(frame.Body, Limit)).Should().Be(Hex.Of(Hex.Bytes(expected)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(70_000)]
    public void Compress_ThenDecompress_GivesSameBytes(int length)
    {
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * i / 7))];

        byte[] compressed = FrameCompression.Compress(data);

        FrameCompression.Decompress(compressed, length).Should().Equal(data);
        ReadIndependently(compressed).Should().Equal(data);
    }

    [Fact]
    public void Compress_AnyData_IsZlibStream() => (FrameCompression.Compress([1, 2, 3])[0] & 0x0f).Should().Be(8, "a zlib stream starts with its method, deflate");

    [Theory]
    [InlineData("gzip")]
    [InlineData("raw deflate")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("dictionary")]
    public void Decompress_NotZlib_IsRefused(string kind)
    {
        byte[] data = kind switch
        {
            "gzip" => Through(stream => new GZipStream(stream, CompressionLevel.Fastest)),
            "raw deflate" => Through(stream => new DeflateStream(stream, CompressionLevel.Fastest)),
            "dictionary" => Hex.Bytes("78 bb 00000001 4b4c4a06 00 024d0127"),
            "text" => "hello, world"u8.ToArray(),
            _ => [],
        };
        Action decompress = () => FrameCompression.Decompress(data, Limit);

        decompress.Should().ThrowExactly<WireFormatException>();
    }

    [Fact]
    public void Decompress_CutShort_IsRefused()
    {
        byte[] compressed = FrameCompression.Compress([.. Enumerable.Range(0, 500).Select(i => (byte)(i * 31))]);
        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(compressed))
        {
            Action decompress = () => FrameCompression.Decompress(prefix, Limit);
            decompress.Should().ThrowExactly<WireFormatException>("{0} of {1} bytes are not the whole stream", prefix.Length, compressed.Length);
        }
    }

    [Fact]
    public void Decompress_DamagedChecksum_IsRefused()
    {
        byte[] compressed = FrameCompression.Compress("hello, hello, hello"u8);
        compressed[^1] ^= 0xff;
        Action decompress = () => FrameCompression.Decompress(compressed, Limit);

        decompress.Should().ThrowExactly<WireFormatException>();
    }

    [Fact]
    public void Decompress_Bomb_StopsAtLimitWithBoundedMemory()
    {
        byte[] bomb = FrameCompression.Compress(new byte[64 * 1024 * 1024]);
        const int Allowed = 64 * 1024;
        Action decompress = () => FrameCompression.Decompress(bomb, Allowed);
        decompress.Should().ThrowExactly<WireFormatException>();

        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            FrameCompression.Decompress(bomb, Allowed);
        }
        catch (WireFormatException)
        {
        }

        // The copy of the input, the output, what growing it cost, and the stream's own buffers.
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(bomb.Length + (8 * Allowed) + (64 * 1024));
    }

    [Theory]
    [InlineData(9999, false)]
    [InlineData(10_000, true)]
    public void Decompress_AtLimit_CountsExactly(int limit, bool accepted)
    {
        byte[] compressed = FrameCompression.Compress(new byte[10_000]);
        Action decompress = () => FrameCompression.Decompress(compressed, limit);

        if (accepted)
        {
            decompress.Should().NotThrow();
        }
        else
        {
            decompress.Should().ThrowExactly<WireFormatException>();
        }
    }

    private static byte[] Through(Func<Stream, Stream> compressor)
    {
        using MemoryStream output = new();
        using (Stream stream = compressor(output))
        {
            stream.Write("hello, hello, hello"u8);
        }

        return output.ToArray();
    }

    private static byte[] ReadIndependently(byte[] zlib)
    {
        // Two bytes of header in front, four of checksum behind: between them a plain deflate stream.
        using DeflateStream stream = new(new MemoryStream(zlib, 2, zlib.Length - 6), CompressionMode.Decompress);
        using MemoryStream output = new();
        stream.CopyTo(output);
        return output.ToArray();
    }
}
