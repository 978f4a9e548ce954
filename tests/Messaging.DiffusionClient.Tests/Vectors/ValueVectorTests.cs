using System.Text.Json;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The bytes of values, as the data types of the API make them.</summary>
public sealed class ValueVectorTests
{
    public static TheoryData<string> Names => [.. Covered()];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "TOPIC-50, TOPIC-51, TOPIC-53, TOPIC-54, TOPIC-55")]
    public void DataType_ValueOfTheOfficialSdk_HasItsBytesAndReadsThem(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        JsonElement value = vector.SdkCall.GetProperty("value");

        (IBytes bytes, string again) = name.Split('_')[1] switch
        {
            "json" => Through(Diffusion.DataTypes.JSON, Diffusion.DataTypes.JSON.FromJSONString(value.GetRawText()), json => json.ToJSONString()),
            "string" => Through(Diffusion.DataTypes.String, value.GetString()!, text => JsonSerializer.Serialize(text)),
            "int64" => Through(Diffusion.DataTypes.Int64, long.Parse(value.ToString(), null), number => $"{number}"),
            _ => Through(Diffusion.DataTypes.Double, value.GetDouble(), number => number!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        };

        Convert.ToHexStringLower(bytes.ToByteArray()).Should().Be(vector.Hex);
        JsonElement.DeepEquals(JsonDocument.Parse(again).RootElement, JsonDocument.Parse(value.ToString().Length == 0 ? value.GetRawText() : AsJson(value)).RootElement)
            .Should().BeTrue(again);
    }

    internal static IEnumerable<string> Covered() =>
        GoldenVectors.Topics.Select(vector => vector.Name).Where(name => name.StartsWith("cbor_", StringComparison.Ordinal));

    private static (IBytes Bytes, string Again) Through<TValue>(IDataType<TValue> type, TValue value, Func<TValue, string> show)
    {
        IBytes bytes = type.ToBytes(value);
        return (bytes, show(type.ReadValue(bytes.ToByteArray())));
    }

    // Numbers that JavaScript cannot hold stand in the vectors as text.
    private static string AsJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out long number) ? $"{number}" : value.GetRawText();
}
