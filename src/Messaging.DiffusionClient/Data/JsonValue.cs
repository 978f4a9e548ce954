using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Data;

internal sealed class JsonValue(ReadOnlyMemory<byte> cbor) : ImmutableBytes(cbor), IJSON
{
    public string ToJSONString()
    {
        try
        {
            return JsonCbor.ToJson(Memory);
        }
        catch (WireFormatException e)
        {
            throw new InvalidDataException("The value is not JSON.", e);
        }
    }
}
