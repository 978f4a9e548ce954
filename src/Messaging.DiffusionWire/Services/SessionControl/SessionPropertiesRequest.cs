using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Read the properties of a session (rule SEC-30). The answer is a <c>SessionPropertiesResponse</c>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Keys">Which ones; see <see cref="SessionPropertyKeys"/> for all of a kind.</param>
public sealed record SessionPropertiesRequest(SessionId Session, IReadOnlyList<string> Keys) : IWireMessage<SessionPropertiesRequest>
{
    /// <inheritdoc/>
    public static SessionPropertiesRequest ReadFrom(ref WireReader reader) =>
        new(SessionId.ReadFrom(ref reader), WireLists.ReadTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        WireLists.WriteTexts(writer, Keys);
    }
}
