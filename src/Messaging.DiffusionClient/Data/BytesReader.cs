using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Data;

/// <summary>Reads any topic, as the bytes it is.</summary>
internal sealed class BytesReader : ValueReader<IBytes>
{
    public override bool CanRead(TopicTypeCode type) => true;

    public override IBytes Read(ReadOnlyMemory<byte> bytes) => new ImmutableBytes(bytes);
}
