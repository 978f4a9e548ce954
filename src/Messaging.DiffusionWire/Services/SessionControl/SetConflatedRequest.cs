using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Let a session have only the latest of the values that wait for it, or all (rule SEC-35). The answer is empty.</summary>
/// <param name="Session">The session.</param>
/// <param name="Conflated">Whether only the latest.</param>
public readonly record struct SetConflatedRequest(SessionId Session, bool Conflated) : IWireMessage<SetConflatedRequest>
{
    /// <inheritdoc/>
    public static SetConflatedRequest ReadFrom(ref WireReader reader) => new(SessionId.ReadFrom(ref reader), reader.ReadBool());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        writer.WriteBool(Conflated);
    }
}
