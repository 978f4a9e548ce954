using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>No longer wait for a lock (rule SEC-62). The answer is empty.</summary>
/// <param name="Name">The lock.</param>
/// <param name="RequestId">The number that the request to acquire it gave.</param>
public readonly record struct CancelSessionLockRequest(string Name, int RequestId) : IWireMessage<CancelSessionLockRequest>
{
    /// <inheritdoc/>
    public static CancelSessionLockRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteVarInt32(RequestId);
    }
}
