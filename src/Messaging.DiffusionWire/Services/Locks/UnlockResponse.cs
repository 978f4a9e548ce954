using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>Whether the lock was released (rule SEC-61).</summary>
/// <param name="Released">False if the session did not hold it.</param>
public readonly record struct UnlockResponse(bool Released) : IWireMessage<UnlockResponse>
{
    /// <inheritdoc/>
    public static UnlockResponse ReadFrom(ref WireReader reader) => new(reader.ReadBool());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteBool(Released);
}
