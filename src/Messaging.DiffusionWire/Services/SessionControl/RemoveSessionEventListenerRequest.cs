using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>No longer tell about sessions (rule SEC-40). The answer is empty.</summary>
/// <param name="Listener">The number that the registration gave.</param>
public readonly record struct RemoveSessionEventListenerRequest(int Listener) : IWireMessage<RemoveSessionEventListenerRequest>
{
    /// <inheritdoc/>
    public static RemoveSessionEventListenerRequest ReadFrom(ref WireReader reader) => new(reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteVarInt32(Listener);
}
