using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Data;

internal sealed class Int64DataType() : DataType<long?>("int64", TopicTypeCode.Int64)
{
    public override long? Read(ReadOnlyMemory<byte> bytes) => ScalarCbor.ToInt64(bytes);

    public override ReadOnlyMemory<byte> Write(long? value) => ScalarCbor.FromInt64(value);
}
