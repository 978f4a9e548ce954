using System.Text.Json;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Data;

internal sealed class JsonDataType() : DataType<IJSON>("json", TopicTypeCode.Json), IJSONDataType
{
    // Every value of these types is the CBOR of a JSON value.
    public override bool CanRead(TopicTypeCode type) =>
        type is TopicTypeCode.Json or TopicTypeCode.String or TopicTypeCode.Int64 or TopicTypeCode.Double;

    public override IJSON Read(ReadOnlyMemory<byte> bytes) =>
        TopicValue.IsValid(TopicTypeCode.Json, bytes, out string? problem)
            ? new JsonValue(bytes)
            : throw new WireFormatException(problem);

    public override ReadOnlyMemory<byte> Write(IJSON value) => ImmutableBytes.Of(value);

    public IJSON FromJSONString(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return new JsonValue(JsonCbor.FromJson(json));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The text is not a JSON value: {e.Message}", nameof(json), e);
        }
    }
}
