using PushTechnology.ClientInterface.Data.Binary;

namespace Messaging.DiffusionClient.Data;

internal sealed class BinaryValue(ReadOnlyMemory<byte> memory) : ImmutableBytes(memory), IBinary;
