using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>Who holds a lock (rule SEC-63).</summary>
/// <param name="Holder">The holder; null if nobody holds it.</param>
public readonly record struct SessionLockResponse(LockHolder? Holder) : IWireMessage<SessionLockResponse>
{
    /// <inheritdoc/>
    public static SessionLockResponse ReadFrom(ref WireReader reader) => new(reader.ReadBool() ? LockHolder.ReadFrom(ref reader) : null);

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteBool(Holder is not null);
        Holder?.WriteTo(writer);
    }
}
