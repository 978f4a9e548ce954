using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Data;

internal sealed class DoubleDataType() : DataType<double?>("double", TopicTypeCode.Double)
{
    public override double? Read(ReadOnlyMemory<byte> bytes) => ScalarCbor.ToDouble(bytes);

    public override ReadOnlyMemory<byte> Write(double? value) => ScalarCbor.FromDouble(value);
}
