using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>Who holds a lock (rule SEC-63).</summary>
/// <param name="ServerName">The server that the session is on.</param>
/// <param name="Session">The session.</param>
/// <param name="Sequence">The number of the acquisition.</param>
public readonly record struct LockHolder(string ServerName, SessionId Session, long Sequence) : IWireMessage<LockHolder>
{
    /// <inheritdoc/>
    public static LockHolder ReadFrom(ref WireReader reader) => new(reader.ReadString(), SessionId.ReadFrom(ref reader), reader.ReadVarInt64());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(ServerName);
        Session.WriteTo(writer);
        writer.WriteVarInt64(Sequence);
    }
}
