using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

public sealed class ScalarCborTests
{
    [Theory]
    [Trait("Rule", "TOPIC-53")]
    [InlineData("", "60")]
    [InlineData("a", "61'a'")]
    [InlineData("héllo", "66 68 c3a9 6c6c6f")]
    [InlineData("😀", "64 f09f9880")]
    [InlineData(null, "f6")]
    public void String_Value_GivesBytesOfOfficialSdk(string? value, string cbor)
    {
        Hex.Of(ScalarCbor.FromString(value)).Should().Be(Hex.Of(Hex.Bytes(cbor)));
        ScalarCbor.ToString(Hex.Bytes(cbor)).Should().Be(value);
    }

    [Fact]
    [Trait("Rule", "TOPIC-53")]
    public void String_InPieces_IsRead() => ScalarCbor.ToString(Hex.Bytes("7f 62'He' 63'llo' ff")).Should().Be("Hello");

    [Theory]
    [Trait("Rule", "TOPIC-54")]
    [InlineData(0L, "00")]
    [InlineData(1L, "01")]
    [InlineData(-1L, "20")]
    [InlineData(24L, "1818")]
    [InlineData(1000L, "1903e8")]
    [InlineData(2147483648L, "1a80000000")]
    [InlineData(long.MaxValue, "1b7fffffffffffffff")]
    [InlineData(long.MinValue, "3b7fffffffffffffff")]
    [InlineData(null, "f6")]
    public void Int64_Value_GivesBytesOfOfficialSdk(long? value, string cbor)
    {
        Hex.Of(ScalarCbor.FromInt64(value)).Should().Be(cbor);
        ScalarCbor.ToInt64(Hex.Bytes(cbor)).Should().Be(value);
    }

    [Theory]
    [Trait("Rule", "TOPIC-55")]
    [InlineData(0.0, "fb0000000000000000")]
    [InlineData(1.0, "fb3ff0000000000000")]
    [InlineData(-1.0, "fbbff0000000000000")]
    [InlineData(1.5, "fb3ff8000000000000")]
    [InlineData(1e300, "fb7e37e43c8800759c")]
    [InlineData(double.PositiveInfinity, "fb7ff0000000000000")]
    [InlineData(null, "f6")]
    public void Double_Value_GivesBytesOfOfficialSdk(double? value, string cbor)
    {
        Hex.Of(ScalarCbor.FromDouble(value)).Should().Be(cbor);
        ScalarCbor.ToDouble(Hex.Bytes(cbor)).Should().Be(value);
    }

    [Theory]
    [Trait("Rule", "TOPIC-55")]
    [InlineData("f93e00", 1.5)]
    [InlineData("fa3fc00000", 1.5)]
    public void Double_FewerBits_AreRead(string cbor, double expected) => ScalarCbor.ToDouble(Hex.Bytes(cbor)).Should().Be(expected);

    [Theory]
    [Trait("Rule", "TOPIC-04")]
    [InlineData(TopicTypeCode.String, "01")]
    [InlineData(TopicTypeCode.String, "43010203")]
    [InlineData(TopicTypeCode.String, "f7")]
    [InlineData(TopicTypeCode.String, "6161 6162")]
    [InlineData(TopicTypeCode.String, "62 61")]
    [InlineData(TopicTypeCode.Int64, "6161")]
    [InlineData(TopicTypeCode.Int64, "fb3ff0000000000000")]
    [InlineData(TopicTypeCode.Int64, "1bffffffffffffffff")]
    [InlineData(TopicTypeCode.Int64, "3bffffffffffffffff")]
    [InlineData(TopicTypeCode.Int64, "0101")]
    [InlineData(TopicTypeCode.Double, "01")]
    [InlineData(TopicTypeCode.Double, "6161")]
    [InlineData(TopicTypeCode.Double, "fb3ff00000000000")]
    [InlineData(TopicTypeCode.Json, "bf")]
    [InlineData(TopicTypeCode.Json, "0101")]
    [InlineData(TopicTypeCode.String, "")]
    [InlineData(TopicTypeCode.Int64, "")]
    [InlineData(TopicTypeCode.Double, "")]
    [InlineData(TopicTypeCode.Json, "")]
    [InlineData(TopicTypeCode.RecordV2, "01")]
    public void IsValid_BytesOfOtherType_SaysWhyNot(TopicTypeCode type, string value)
    {
        byte[] bytes = Hex.Bytes(value);

        TopicValue.IsValid(type, bytes, out string? problem).Should().BeFalse();
        problem.Should().NotBeNullOrWhiteSpace();
        Action? read = type switch
        {
            TopicTypeCode.String => () => ScalarCbor.ToString(bytes),
            TopicTypeCode.Int64 => () => ScalarCbor.ToInt64(bytes),
            TopicTypeCode.Double => () => ScalarCbor.ToDouble(bytes),
            TopicTypeCode.Json => () => JsonCbor.ToJson(bytes),
            _ => null,
        };
        read?.Should().ThrowExactly<WireFormatException>();
    }

    [Theory]
    [Trait("Rule", "TOPIC-04")]
    [InlineData(TopicTypeCode.Binary, "")]
    [InlineData(TopicTypeCode.Binary, "ffff")]
    [InlineData(TopicTypeCode.Json, "a1 61'a' 02")]
    [InlineData(TopicTypeCode.Json, "f6")]
    [InlineData(TopicTypeCode.String, "f6")]
    [InlineData(TopicTypeCode.Int64, "f6")]
    [InlineData(TopicTypeCode.Double, "f6")]
    [InlineData(TopicTypeCode.Double, "f93e00")]
    public void IsValid_BytesOfType_SaysYes(TopicTypeCode type, string value)
    {
        TopicValue.IsValid(type, Hex.Bytes(value), out string? problem).Should().BeTrue();

        problem.Should().BeNull();
    }
}
