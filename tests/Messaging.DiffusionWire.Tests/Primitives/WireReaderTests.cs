using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Primitives;

public sealed class WireReaderTests
{
    private delegate T Primitive<out T>(ref WireReader reader);

    [Theory]
    [Trait("Rule", "WIRE-01")]
    [InlineData("00", 0)]
    [InlineData("01", 1)]
    [InlineData("7f", 127)]
    [InlineData("80 01", 128)]
    [InlineData("ac 02", 300)]
    [InlineData("ff 7f", 16383)]
    [InlineData("80 80 01", 16384)]
    [InlineData("ae 46", 9006)]
    [InlineData("ff ff ff ff 07", int.MaxValue)]
    [InlineData("ff ff ff ff 0f", -1)]
    [InlineData("fb ff ff ff 0f", -5)]
    [InlineData("80 80 80 80 08", int.MinValue)]
    public void ReadVarInt32_Literal_GivesNumber(string bytes, int expected) => Reads(bytes, (ref WireReader reader) => reader.ReadVarInt32(), expected);

    [Theory]
    [Trait("Rule", "WIRE-01")]
    [InlineData("80 00", 0)]
    [InlineData("85 80 80 80 00", 5)]
    public void ReadVarInt32_LongerThanNeeded_GivesNumber(string bytes, int expected) => Reads(bytes, (ref WireReader reader) => reader.ReadVarInt32(), expected);

    [Theory]
    [Trait("Rule", "WIRE-01")]
    [InlineData("ff ff ff ff 1f")] // a 33rd bit
    [InlineData("ff ff ff ff 8f 00")] // a sixth byte
    [InlineData("fb ff ff ff ff ff ff ff ff 01")] // -5 in the form of an int64
    [InlineData("80 80 80 80 80 80 80 80 80 80 80 80")]
    public void ReadVarInt32_MoreThan32Bits_IsRefused(string bytes) => Refuses(bytes, (ref WireReader reader) => reader.ReadVarInt32());

    [Theory]
    [Trait("Rule", "WIRE-02")]
    [InlineData("00", 0L)]
    [InlineData("7f", 127L)]
    [InlineData("80 01", 128L)]
    [InlineData("fb d0 95 ff bc 31", 1700000000123L)]
    [InlineData("ff ff ff ff ff ff ff 0f", 9007199254740991L)]
    [InlineData("ff ff ff ff ff ff ff ff 7f", long.MaxValue)]
    [InlineData("ff ff ff ff ff ff ff ff ff 01", -1L)]
    [InlineData("fb ff ff ff ff ff ff ff ff 01", -5L)]
    [InlineData("80 80 80 80 80 80 80 80 80 01", long.MinValue)]
    public void ReadVarInt64_Literal_GivesNumber(string bytes, long expected) => Reads(bytes, (ref WireReader reader) => reader.ReadVarInt64(), expected);

    [Theory]
    [Trait("Rule", "WIRE-02")]
    [InlineData("ff ff ff ff ff ff ff ff ff 02")]
    [InlineData("ff ff ff ff ff ff ff ff ff 81 00")]
    public void ReadVarInt64_MoreThan64Bits_IsRefused(string bytes) => Refuses(bytes, (ref WireReader reader) => reader.ReadVarInt64());

    [Theory]
    [Trait("Rule", "WIRE-03")]
    [InlineData("00", "")]
    [InlineData("09 'Chat/Room'", "Chat/Room")]
    [InlineData("05 c3bc 6e c3af", "ünï")]
    [InlineData("04 f09f9880", "😀")]
    [InlineData("01 00", "\0")]
    public void ReadString_Literal_GivesText(string bytes, string expected) => Reads(bytes, (ref WireReader reader) => reader.ReadString(), expected);

    [Theory]
    [Trait("Rule", "WIRE-03")]
    [InlineData("01 ff")]
    [InlineData("02 c3 28")]
    [InlineData("03 ed a0 80")] // a surrogate
    [InlineData("01 c3")]
    [InlineData("02 c0 80")] // longer than needed
    public void ReadString_NotUtf8_IsRefused(string bytes) => Refuses(bytes, (ref WireReader reader) => reader.ReadString());

    [Theory]
    [Trait("Rule", "WIRE-04")]
    [InlineData("00", "")]
    [InlineData("03 0102ff", "0102ff")]
    public void ReadBytes_Literal_GivesBytes(string bytes, string expected) =>
        Reads(bytes, (ref WireReader reader) => Hex.Of(reader.ReadBytes().Span), expected);

    [Fact]
    [Trait("Rule", "WIRE-04")]
    public void ReadBytes_FromLargerBuffer_IsSliceNotCopy()
    {
        byte[] buffer = Hex.Bytes("aa 03 0102ff bb");

        WireReader reader = new(buffer.AsMemory(1));
        ReadOnlyMemory<byte> bytes = reader.ReadBytes();
        buffer[2] = 0x77;

        Hex.Of(bytes.Span).Should().Be("7702ff");
    }

    [Theory]
    [Trait("Rule", "WIRE-04")]
    [InlineData("01")] // nothing behind it
    [InlineData("05 01020304")]
    [InlineData("ff ff ff ff 07 00")] // 2 GiB
    [InlineData("ff ff ff ff 0f 00")] // 0xffffffff, or -1
    [InlineData("80 80 80 80 08 00")] // 0x80000000
    public void ReadBytes_LengthThatDoesNotFit_IsRefusedWithoutAllocating(string bytes)
    {
        byte[] literal = Hex.Bytes(bytes);
        Refuses(bytes, (ref WireReader reader) => reader.ReadBytes().Length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            WireReader reader = new(literal);
            reader.ReadString();
        }
        catch (WireFormatException)
        {
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 * 1024);
    }

    [Theory]
    [Trait("Rule", "WIRE-05")]
    [InlineData("00 00 00 07", 7)]
    [InlineData("7f ff ff ff", int.MaxValue)]
    [InlineData("80 00 00 00", int.MinValue)]
    [InlineData("ff ff ff fb", -5)]
    public void ReadInt32BigEndian_Literal_GivesNumber(string bytes, int expected) => Reads(bytes, (ref WireReader reader) => reader.ReadInt32BigEndian(), expected);

    [Theory]
    [Trait("Rule", "WIRE-05")]
    [InlineData("00 00 00 00 00 00 75 30", 30000L)]
    [InlineData("11 22 33 44 55 66 77 88", 0x1122334455667788L)]
    [InlineData("ff ff ff ff ff ff ff ff", -1L)]
    public void ReadInt64BigEndian_Literal_GivesNumber(string bytes, long expected) => Reads(bytes, (ref WireReader reader) => reader.ReadInt64BigEndian(), expected);

    [Theory]
    [Trait("Rule", "WIRE-06")]
    [InlineData("00", false)]
    [InlineData("01", true)]
    [InlineData("02", true)]
    [InlineData("ff", true)]
    public void ReadBool_Literal_IsFalseForZeroOnly(string bytes, bool expected) => Reads(bytes, (ref WireReader reader) => reader.ReadBool(), expected);

    [Theory]
    [Trait("Rule", "WIRE-07")]
    [InlineData("00", 1, 0)]
    [InlineData("02 aabb", 1, 2)]
    [InlineData("02 aabbccdd", 2, 2)]
    public void ReadCount_ThatFits_GivesNumber(string bytes, int itemSize, int expected)
    {
        WireReader reader = new(Hex.Bytes(bytes));

        reader.ReadCount(itemSize).Should().Be(expected);
    }

    [Theory]
    [Trait("Rule", "WIRE-07")]
    [InlineData("01", 1)]
    [InlineData("03 aabb", 1)]
    [InlineData("02 aabbcc", 2)]
    [InlineData("ff ff ff ff 07 aabb", 1)]
    [InlineData("ff ff ff ff 0f aabb", 1)]
    public void ReadCount_ThatCannotFit_IsRefused(string bytes, int itemSize)
    {
        Action read = () =>
        {
            WireReader reader = new(Hex.Bytes(bytes));
            reader.ReadCount(itemSize);
        };

        read.Should().ThrowExactly<WireFormatException>();
    }

    [Fact]
    public void ReadToEnd_InMiddle_TakesRestAndLeavesNothing()
    {
        WireReader reader = new(Hex.Bytes("01 0203"));
        reader.ReadByte();

        Hex.Of(reader.ReadToEnd().Span).Should().Be("0203");
        reader.Remaining.Should().Be(0);
        reader.Position.Should().Be(3);
    }

    [Fact]
    public void Malformed_AfterRead_NamesOffset()
    {
        WireReader reader = new(Hex.Bytes("01 02 03"));
        reader.ReadByte();
        reader.ReadByte();

        reader.Malformed("it is odd").Message.Should().Contain("offset 2").And.Contain("it is odd");
    }

    private static void Reads<T>(string notation, Primitive<T> read, T expected)
    {
        byte[] literal = Hex.Bytes(notation);
        foreach ((string label, ReadOnlyMemory<byte> message) in Presentations.Of(literal))
        {
            WireReader reader = new(message);
            read(ref reader).Should().Be(expected, label);
            reader.Remaining.Should().Be(0, label);
            reader.Position.Should().Be(literal.Length, label);
        }

        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(literal))
        {
            Throws(prefix, read);
        }
    }

    private static void Refuses<T>(string notation, Primitive<T> read)
    {
        byte[] literal = Hex.Bytes(notation);
        foreach ((string label, ReadOnlyMemory<byte> message) in Presentations.Of(literal))
        {
            Throws(message, read, label);
        }
    }

    private static void Throws<T>(ReadOnlyMemory<byte> message, Primitive<T> read, string label = "truncated")
    {
        Action act = () =>
        {
            WireReader reader = new(message);
            read(ref reader);
        };
        act.Should().ThrowExactly<WireFormatException>(label);
    }
}
