using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Subscribe a session to topics, or take that back (rule SEC-36). The answer is empty.</summary>
/// <param name="Session">The session.</param>
/// <param name="Selector">Which topics: a topic selector.</param>
/// <param name="Scope">The selection scope; the default scope is the empty text.</param>
public readonly record struct SessionSelectionRequest(SessionId Session, string Selector, string Scope)
    : IWireMessage<SessionSelectionRequest>
{
    /// <inheritdoc/>
    public static SessionSelectionRequest ReadFrom(ref WireReader reader) =>
        new(SessionId.ReadFrom(ref reader), reader.ReadString(), reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        writer.WriteString(Selector);
        writer.WriteString(Scope);
    }
}
