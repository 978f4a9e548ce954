using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

public sealed class JsonCborTests
{
    [Theory]
    [Trait("Rule", "TOPIC-50")]
    [InlineData("{}", "bf ff")]
    [InlineData("[]", "9f ff")]
    [InlineData("""{"a":1}""", "bf 61'a' 01 ff")]
    [InlineData("[1,2,3]", "9f 010203 ff")]
    [InlineData("\"\"", "60")]
    [InlineData("\"ünï\"", "65 c3bc 6e c3af")]
    [InlineData("\"😀\"", "64 f09f9880", "\"\\uD83D\\uDE00\"")]
    [InlineData("null", "f6")]
    [InlineData("true", "f5")]
    [InlineData("false", "f4")]
    [InlineData("0", "00")]
    [InlineData("23", "17")]
    [InlineData("24", "1818")]
    [InlineData("255", "18ff")]
    [InlineData("256", "190100")]
    [InlineData("65536", "1a00010000")]
    [InlineData("4294967296", "1b0000000100000000")]
    [InlineData("9007199254740991", "1b001fffffffffffff")]
    [InlineData("-1", "20")]
    [InlineData("-24", "37")]
    [InlineData("-25", "3818")]
    [InlineData("-4294967297", "3b0000000100000000")]
    [InlineData("1.5", "fb3ff8000000000000")]
    [InlineData("0.1", "fb3fb999999999999a")]
    [InlineData("1e300", "fb7e37e43c8800759c", "1E+300")]
    [InlineData("""{"a":{"b":[1,{"c":null}]}}""", "bf 61'a' bf 61'b' 9f 01 bf 61'c' f6 ff ff ff ff")]
    public void FromJson_Value_GivesBytesOfOfficialSdk(string json, string cbor, string? writtenJson = null)
    {
        Hex.Of(JsonCbor.FromJson(json)).Should().Be(Hex.Of(Hex.Bytes(cbor)));
        Hex.Of(JsonCbor.FromUtf8Json(Encoding.UTF8.GetBytes(json))).Should().Be(Hex.Of(Hex.Bytes(cbor)));
        JsonCbor.ToJson(Hex.Bytes(cbor)).Should().Be(writtenJson ?? json);
    }

    [Theory]
    [Trait("Rule", "TOPIC-50")]
    [InlineData("1.0", "01")]
    [InlineData("1e3", "1903e8")]
    [InlineData("-2.00", "21")]
    [InlineData("9007199254740993", "1b0020000000000001")]
    [InlineData("9223372036854775807", "1b7fffffffffffffff")]
    [InlineData("18446744073709551615", "1bffffffffffffffff")]
    [InlineData("-9223372036854775808", "3b7fffffffffffffff")]
    [InlineData("\"\\u0041\\n\"", "62 41 0a")]
    [InlineData(" [ 1 , 2 ] ", "9f 0102 ff")]
    [InlineData("""{"a":1,"a":2}""", "bf 61'a' 01 61'a' 02 ff")]
    public void FromJson_OtherSpelling_GivesSameKindOfBytes(string json, string cbor) => Hex.Of(JsonCbor.FromJson(json)).Should().Be(Hex.Of(Hex.Bytes(cbor)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("1 2")]
    [InlineData("nul")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("'a'")]
    public void FromJson_NotJson_IsJsonException(string json)
    {
        Action act = () => JsonCbor.FromJson(json);

        act.Should().Throw<JsonException>();
    }

    [Theory]
    [Trait("Rule", "TOPIC-51")]
    [InlineData("a1 61'a' 02", """{"a":2}""")]
    [InlineData("83 010203", "[1,2,3]")]
    [InlineData("7f 62'He' 63'llo' ff", "\"Hello\"")]
    [InlineData("f9 3c00", "1")]
    [InlineData("f9 3e00", "1.5")]
    [InlineData("fa 3fc00000", "1.5")]
    [InlineData("fb 7ff0000000000000", "null")]
    [InlineData("fb fff0000000000000", "null")]
    [InlineData("fb 7ff8000000000000", "null")]
    [InlineData("f9 7e00", "null")]
    [InlineData("1800", "0")]
    [InlineData("1b 0000000000000001", "1")]
    [InlineData("1b ffffffffffffffff", "18446744073709551615")]
    [InlineData("3b ffffffffffffffff", "-18446744073709551616")]
    public void ToJson_OtherForm_IsRead(string cbor, string json) => JsonCbor.ToJson(Hex.Bytes(cbor)).Should().Be(json);

    [Theory]
    [Trait("Rule", "TOPIC-52")]
    [InlineData("f7", "null")]
    [InlineData("43 010203", "\"AQID\"")]
    [InlineData("5f 4101 420203 ff", "\"AQID\"")]
    [InlineData("bf 01 61'a' 20 61'b' ff", """{"1":"a","-1":"b"}""")]
    [InlineData("c1 1a 514b67b0", "1363896240")]
    [InlineData("d9d9f7 80", "[]")]
    public void ToJson_WhatJsonLacks_GetsNearestForm(string cbor, string json) => JsonCbor.ToJson(Hex.Bytes(cbor)).Should().Be(json);

    [Theory]
    [Trait("Rule", "TOPIC-51")]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("01 02")] // two items
    [InlineData("bf")]
    [InlineData("bf 61'a' ff")] // a key without its value
    [InlineData("a1 61'a'")]
    [InlineData("83 0102")]
    [InlineData("9f 01")]
    [InlineData("62 'a'")]
    [InlineData("7f 61'a'")]
    [InlineData("7f 01 ff")]
    [InlineData("18")]
    [InlineData("fb 00")]
    [InlineData("1c")] // reserved
    [InlineData("c1")]
    [InlineData("9b ffffffffffffffff")] // more items than there is memory
    [InlineData("bb ffffffffffffffff")]
    [InlineData("7b ffffffffffffffff 61")]
    [InlineData("9a 7fffffff 01")]
    public void ToJson_NotOneItem_IsRefused(string cbor) => Refuses(Hex.Bytes(cbor));

    [Theory]
    [Trait("Rule", "TOPIC-52")]
    [InlineData("e0")]
    [InlineData("f8 20")]
    [InlineData("bf f6 01 ff")]
    [InlineData("bf 9f ff 01 ff")]
    public void ToJson_NoMeaningInJson_IsRefused(string cbor) => Refuses(Hex.Bytes(cbor));

    [Fact]
    [Trait("Rule", "TOPIC-52")]
    public void Depth_AtLimit_IsTakenBothWaysAndBeyondRefused()
    {
        const int Limit = JsonCbor.MaximumDepth;
        string deepest = new string('[', Limit) + new string(']', Limit);

        JsonCbor.ToJson(JsonCbor.FromJson(deepest)).Should().Be(deepest);

        Action write = () => JsonCbor.FromJson($"[{deepest}]");
        write.Should().Throw<JsonException>();
        Refuses((byte[])[.. Enumerable.Repeat((byte)0x9f, Limit + 1), .. Enumerable.Repeat((byte)0xff, Limit + 1)]);
    }

    [Theory]
    [InlineData(0x9f)]
    [InlineData(0x81)]
    [InlineData(0xc1)]
    [InlineData(0xbf)]
    public void ToJson_NestedWithoutEnd_IsRefusedWithoutExhaustingStack(byte opening)
    {
        byte[] attack = new byte[1_000_000];
        Array.Fill(attack, opening);

        Refuses(attack);
        TopicValue.IsValid(TopicTypeCode.Json, attack, out _).Should().BeFalse();
    }

    [Fact]
    public void ToJson_EveryTruncation_IsRefused()
    {
        byte[] cbor = JsonCbor.FromJson("""{"text":"hällo 😀","n":[1,-300,1.5,true,null,{"deep":{}}],"big":9223372036854775807}""");
        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(cbor))
        {
            Refuses(prefix);
        }
    }

    [Fact]
    public void ToUtf8Json_Text_IsNotEscapedBeyondNeed() =>
        JsonCbor.ToJson(JsonCbor.FromJson("""{"t":"<b>'&'</b> é"}""")).Should().Be("""{"t":"<b>'&'</b> é"}""");

    [Fact]
    public void RoundTrip_LessonPayload_KeepsEveryField()
    {
        const string Json = """{"text":"hi","name":"Ada","timestamp":"2026-11-23T20:00:00.000Z","id":"x","extra":{"n":[1,2.5]}}""";

        JsonNode.DeepEquals(JsonNode.Parse(JsonCbor.ToJson(JsonCbor.FromJson(Json))), JsonNode.Parse(Json)).Should().BeTrue();
    }

    private static void Refuses(ReadOnlyMemory<byte> cbor)
    {
        Action act = () => JsonCbor.ToJson(cbor);
        act.Should().ThrowExactly<WireFormatException>();
    }
}
