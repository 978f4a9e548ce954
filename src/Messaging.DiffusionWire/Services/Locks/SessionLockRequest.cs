using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>Acquire a lock, and wait for it (rule SEC-60). The answer, an <see cref="AcquiredLock"/>, comes when the lock is acquired.</summary>
/// <param name="Name">The lock.</param>
/// <param name="RequestId">A number that the sender chose, to cancel the request by.</param>
/// <param name="Scope">When to release it by itself.</param>
public readonly record struct SessionLockRequest(string Name, int RequestId, SessionLockScope Scope) : IWireMessage<SessionLockRequest>
{
    /// <inheritdoc/>
    public static SessionLockRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), reader.ReadVarInt32(), AcquiredLock.ReadScope(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteVarInt32(RequestId);
        writer.WriteByte((byte)Scope);
    }
}
