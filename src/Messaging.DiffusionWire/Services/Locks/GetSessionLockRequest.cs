using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>Who holds a lock? (rule SEC-63). The answer is a <see cref="SessionLockResponse"/>.</summary>
/// <param name="Name">The lock.</param>
public readonly record struct GetSessionLockRequest(string Name) : IWireMessage<GetSessionLockRequest>
{
    /// <inheritdoc/>
    public static GetSessionLockRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteString(Name);
}
