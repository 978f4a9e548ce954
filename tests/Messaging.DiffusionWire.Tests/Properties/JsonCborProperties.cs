using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>JSON keeps its meaning on the way to CBOR and back, whoever wrote the CBOR.</summary>
public sealed class JsonCborProperties
{
    private const int Samples = 1000;

    private static readonly Gen<JsonNode?> Number = Gen.OneOf(
        Generators.Int64.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.ULong.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double[-1000, 1000].Select(number => (JsonNode?)JsonValue.Create(Math.Round(number, 2))),
        Gen.OneOf("1e3", "1.50", "-0.0", "0.1e-7", "123456789012345678901234567890", "1E+2").Select(text => JsonNode.Parse(text)));

    private static readonly Gen<JsonNode?> Scalar = Gen.Frequency(
        (3, Generators.Text.Select(text => (JsonNode?)JsonValue.Create(text))),
        (3, Number),
        (1, Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value))),
        (1, Gen.Const(() => (JsonNode?)null)));

    private static readonly Gen<JsonNode?> Tree = Gen.Recursive<JsonNode?>((depth, inner) => depth > 5
        ? Scalar
        : Gen.Frequency(
            (3, Scalar),
            (2, inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (2, Gen.Select(Generators.Text, inner).Array[0, 4].Select(Object))));

    [Fact]
    [Trait("Rule", "TOPIC-50")]
    public void FromJsonThenToJson_KeepsMeaning() => Tree.Sample(
        tree =>
        {
            string json = tree?.ToJsonString() ?? "null";
            byte[] cbor = JsonCbor.FromJson(json);
            Same(JsonCbor.ToJson(cbor), json);
            TopicValue.IsValid(TopicTypeCode.Json, cbor, out _).Should().BeTrue();
        },
        iter: Samples);

    [Fact]
    [Trait("Rule", "TOPIC-51")]
    public void ToJson_CborOfAnotherWriter_KeepsMeaning() => Gen.Select(Tree, Gen.Int).Sample(
        (tree, seed) => Same(JsonCbor.ToJson(WriteOtherwise(tree, new Random(seed))), tree?.ToJsonString() ?? "null"),
        iter: Samples);

    [Fact]
    [Trait("Rule", "TOPIC-50")]
    public void FromJson_AnyTree_HasTheShapeOfTheOfficialSdk() => Tree.Sample(
        tree =>
        {
            CborReader reader = new(JsonCbor.FromJson(tree?.ToJsonString() ?? "null"), CborConformanceMode.Strict);
            VerifyShape(reader);
            reader.BytesRemaining.Should().Be(0);
        },
        iter: Samples);

    [Fact]
    [Trait("Rule", "TOPIC-53")]
    public void Scalars_RoundTrip()
    {
        Generators.Text.Sample(text => ScalarCbor.ToString(ScalarCbor.FromString(text)) == text, iter: Samples);
        Generators.Int64.Sample(number => ScalarCbor.ToInt64(ScalarCbor.FromInt64(number)) == number, iter: Samples);
        Gen.Double.Sample(
            number => BitConverter.DoubleToInt64Bits(ScalarCbor.ToDouble(ScalarCbor.FromDouble(number))!.Value) == BitConverter.DoubleToInt64Bits(number),
            iter: Samples);
    }

    private static JsonNode? Object((string Key, JsonNode? Value)[] members)
    {
        JsonObject result = [];
        foreach ((string key, JsonNode? value) in members)
        {
            result[key] = value?.DeepClone();
        }

        return result;
    }

    private static void Same(string actual, string expected) =>
        JsonNode.DeepEquals(Normalized(actual), Normalized(expected)).Should().BeTrue("{0} means {1}", actual, expected);

    // What no peer can hold exactly is compared as the float that it becomes.
    private static JsonNode? Normalized(string json) => Normalized(JsonNode.Parse(json));

    private static JsonNode? Normalized(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Normalized(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Normalized)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number64(value.ToJsonString()),
        _ => node?.DeepClone(),
    };

    private static JsonValue Number64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) ? JsonValue.Create(integer)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) ? JsonValue.Create(large)
        : double.Parse(text, CultureInfo.InvariantCulture) is var number && number == Math.Floor(number) && Math.Abs(number) < 1L << 53 ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    private static void VerifyShape(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                reader.ReadStartMap().Should().BeNull("maps have indefinite length");
                while (reader.PeekState() != CborReaderState.EndMap)
                {
                    reader.PeekState().Should().Be(CborReaderState.TextString);
                    reader.SkipValue();
                    VerifyShape(reader);
                }

                reader.ReadEndMap();
                break;
            case CborReaderState.StartArray:
                reader.ReadStartArray().Should().BeNull("arrays have indefinite length");
                while (reader.PeekState() != CborReaderState.EndArray)
                {
                    VerifyShape(reader);
                }

                reader.ReadEndArray();
                break;
            default:
                reader.PeekState().Should().BeOneOf(
                    CborReaderState.TextString,
                    CborReaderState.UnsignedInteger,
                    CborReaderState.NegativeInteger,
                    CborReaderState.DoublePrecisionFloat,
                    CborReaderState.Boolean,
                    CborReaderState.Null);
                reader.SkipValue();
                break;
        }
    }

    private static byte[] WriteOtherwise(JsonNode? tree, Random random)
    {
        CborWriter writer = new(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: false);
        Write(writer, tree, random);
        return writer.Encode();
    }

    private static void Write(CborWriter writer, JsonNode? node, Random random)
    {
        if (random.Next(8) == 0)
        {
            writer.WriteTag(CborTag.SelfDescribeCbor);
        }

        switch (node)
        {
            case null:
                writer.WriteNull();
                break;
            case JsonObject members:
                writer.WriteStartMap(random.Next(2) == 0 ? null : members.Count);
                foreach ((string key, JsonNode? value) in members)
                {
                    WriteText(writer, key, random);
                    Write(writer, value, random);
                }

                writer.WriteEndMap();
                break;
            case JsonArray items:
                writer.WriteStartArray(random.Next(2) == 0 ? null : items.Count);
                foreach (JsonNode? item in items)
                {
                    Write(writer, item, random);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, node, random);
                break;
        }
    }

    private static void WriteScalar(CborWriter writer, JsonNode node, Random random)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.String:
                WriteText(writer, node.GetValue<string>(), random);
                break;
            case JsonValueKind.Number:
                string text = node.ToJsonString();
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
                {
                    writer.WriteInt64(integer);
                }
                else if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large))
                {
                    writer.WriteUInt64(large);
                }
                else
                {
                    // The base library shortens a float to 16 or 32 bits where nothing is lost.
                    writer.WriteDouble(double.Parse(text, CultureInfo.InvariantCulture));
                }

                break;
            default:
                writer.WriteBoolean(node.GetValue<bool>());
                break;
        }
    }

    private static void WriteText(CborWriter writer, string text, Random random)
    {
        if (random.Next(4) != 0)
        {
            writer.WriteTextString(text);
            return;
        }

        writer.WriteStartIndefiniteLengthTextString();
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            writer.WriteTextString(rune.ToString());
        }

        writer.WriteEndIndefiniteLengthTextString();
    }
}
