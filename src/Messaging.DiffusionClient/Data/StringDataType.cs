using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Data;

internal sealed class StringDataType() : DataType<string?>("string", TopicTypeCode.String)
{
    public override string? Read(ReadOnlyMemory<byte> bytes) => ScalarCbor.ToString(bytes);

    public override ReadOnlyMemory<byte> Write(string? value) => ScalarCbor.FromString(value);
}
