using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>
/// A lock that a session holds: the answer to acquiring it (rule SEC-60), and the request to release it (rule SEC-61), whose
/// answer is an <see cref="UnlockResponse"/>.
/// </summary>
/// <param name="Name">The lock.</param>
/// <param name="Sequence">Rises with each acquisition of any lock of the server.</param>
/// <param name="Scope">When it is released by itself.</param>
public readonly record struct AcquiredLock(string Name, long Sequence, SessionLockScope Scope) : IWireMessage<AcquiredLock>
{
    /// <inheritdoc/>
    public static AcquiredLock ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadVarInt64(), ReadScope(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteVarInt64(Sequence);
        writer.WriteByte((byte)Scope);
    }

    internal static SessionLockScope ReadScope(ref WireReader reader)
    {
        SessionLockScope scope = (SessionLockScope)reader.ReadByte();
        return scope <= SessionLockScope.UnlockOnConnectionLoss ? scope : throw reader.Malformed($"unknown scope {(byte)scope} of a lock");
    }
}
