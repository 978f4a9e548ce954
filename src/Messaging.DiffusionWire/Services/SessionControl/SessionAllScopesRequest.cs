using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Take back what a session selected, in every scope (rule SEC-36). The answer is empty.</summary>
/// <param name="Selector">Which topics: a topic selector.</param>
/// <param name="Session">The session.</param>
public readonly record struct SessionAllScopesRequest(string Selector, SessionId Session) : IWireMessage<SessionAllScopesRequest>
{
    /// <inheritdoc/>
    public static SessionAllScopesRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), SessionId.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
        Session.WriteTo(writer);
    }
}
