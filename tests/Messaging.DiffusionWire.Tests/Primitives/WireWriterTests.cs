using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Primitives;

public sealed class WireWriterTests
{
    [Theory]
    [Trait("Rule", "WIRE-01")]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "8001")]
    [InlineData(300, "ac02")]
    [InlineData(16384, "808001")]
    [InlineData(int.MaxValue, "ffffffff07")]
    [InlineData(-1, "ffffffff0f")]
    [InlineData(-5, "fbffffff0f")]
    [InlineData(int.MinValue, "8080808008")]
    public void WriteVarInt32_Number_GivesLiteral(int value, string expected) => Writes(expected, writer => writer.WriteVarInt32(value));

    [Theory]
    [Trait("Rule", "WIRE-02")]
    [InlineData(0L, "00")]
    [InlineData(1700000000123L, "fbd095ffbc31")]
    [InlineData(9007199254740991L, "ffffffffffffff0f")]
    [InlineData(long.MaxValue, "ffffffffffffffff7f")]
    [InlineData(-1L, "ffffffffffffffffff01")]
    [InlineData(long.MinValue, "80808080808080808001")]
    public void WriteVarInt64_Number_GivesLiteral(long value, string expected) => Writes(expected, writer => writer.WriteVarInt64(value));

    [Theory]
    [Trait("Rule", "WIRE-03")]
    [InlineData("", "00")]
    [InlineData("Chat", "0443686174")]
    [InlineData("ün", "03c3bc6e")]
    [InlineData("😀", "04f09f9880")]
    public void WriteString_Text_GivesLiteral(string value, string expected) => Writes(expected, writer => writer.WriteString(value));

    [Fact]
    [Trait("Rule", "WIRE-03")]
    public void WriteString_UnpairedSurrogate_BecomesReplacementCharacter() => Writes("0461efbfbd", writer => writer.WriteString("a\ud800"));

    [Fact]
    [Trait("Rule", "WIRE-03")]
    public void WriteString_LongerThanBuffer_Grows()
    {
        string text = new('x', 100_000);
        WireWriter writer = new(16);

        writer.WriteString(text);

        writer.Length.Should().Be(100_003);
        Hex.Of(writer.WrittenSpan[..4]).Should().Be("a08d0678");
        WireReader reader = new(writer.WrittenMemory);
        reader.ReadString().Should().Be(text);
    }

    [Fact]
    [Trait("Rule", "WIRE-04")]
    public void WriteBytes_Bytes_GivesLiteral() => Writes("030102ff", writer => writer.WriteBytes([1, 2, 255]));

    [Fact]
    public void WriteRaw_Bytes_AddsNoLength() => Writes("0102ff", writer => writer.WriteRaw([1, 2, 255]));

    [Theory]
    [Trait("Rule", "WIRE-05")]
    [InlineData(7, "00000007")]
    [InlineData(-5, "fffffffb")]
    public void WriteInt32BigEndian_Number_GivesLiteral(int value, string expected) => Writes(expected, writer => writer.WriteInt32BigEndian(value));

    [Theory]
    [Trait("Rule", "WIRE-05")]
    [InlineData(30000L, "0000000000007530")]
    [InlineData(-2L, "fffffffffffffffe")]
    public void WriteInt64BigEndian_Number_GivesLiteral(long value, string expected) => Writes(expected, writer => writer.WriteInt64BigEndian(value));

    [Theory]
    [Trait("Rule", "WIRE-06")]
    [InlineData(false, "00")]
    [InlineData(true, "01")]
    public void WriteBool_Boolean_GivesLiteral(bool value, string expected) => Writes(expected, writer => writer.WriteBool(value));

    [Fact]
    public void Clear_AfterWrites_ForgetsBytesAndKeepsMemory()
    {
        WireWriter writer = new(16);
        writer.WriteRaw(new byte[1000]);
        int capacity = writer.Capacity;

        writer.Clear();
        writer.WriteByte(0x01);

        Hex.Of(writer.ToArray()).Should().Be("01");
        writer.Capacity.Should().Be(capacity);
    }

    [Fact]
    public void GetSpanAndAdvance_AsBufferWriter_AppendAtEnd()
    {
        WireWriter writer = new(16);
        writer.WriteByte(0x01);
        writer.GetSpan(100)[0] = 0x02;
        writer.Advance(1);
        writer.GetMemory(100).Span[0] = 0x03;
        writer.Advance(1);

        Hex.Of(writer.WrittenMemory.Span).Should().Be("010203");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(17)]
    public void Advance_OutsideOfBuffer_IsRefused(int count)
    {
        Action act = () => new WireWriter(16).Advance(count);

        act.Should().ThrowExactly<ArgumentOutOfRangeException>();
    }

    private static void Writes(string expected, Action<WireWriter> write)
    {
        // From the smallest buffer up, so that the write meets every distance to the end of it.
        for (int used = 0; used <= 16; used++)
        {
            WireWriter writer = new(16);
            writer.WriteRaw(new byte[used]);
            write(writer);
            Hex.Of(writer.WrittenSpan[used..]).Should().Be(expected);
        }
    }
}
