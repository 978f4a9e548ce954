using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Data.Binary;

namespace Messaging.DiffusionClient.Data;

internal sealed class BinaryDataType() : DataType<IBinary>("binary", TopicTypeCode.Binary), IBinaryDataType
{
    public override IBinary Read(ReadOnlyMemory<byte> bytes) => new BinaryValue(bytes);

    public override ReadOnlyMemory<byte> Write(IBinary value) => ImmutableBytes.Of(value);
}
