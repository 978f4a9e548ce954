using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Topics were removed (rule TOPIC-08).</summary>
/// <param name="RemovedCount">How many; 0 or more.</param>
public readonly record struct RemoveTopicsResponse(int RemovedCount) : IWireMessage<RemoveTopicsResponse>
{
    /// <inheritdoc/>
    public static RemoveTopicsResponse ReadFrom(ref WireReader reader) => new(reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(RemovedCount);
    }
}
