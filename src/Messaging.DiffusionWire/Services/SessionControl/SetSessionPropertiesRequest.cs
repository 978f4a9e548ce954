using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Change the properties of a session (rule SEC-31). The answer is a <see cref="SetSessionPropertiesResponse"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Properties">The properties to set; null for none.</param>
/// <param name="RemovedKeys">The properties to remove; null for none.</param>
public sealed record SetSessionPropertiesRequest(
    SessionId Session, IReadOnlyList<KeyValuePair<string, string>>? Properties, IReadOnlyList<string>? RemovedKeys)
    : IWireMessage<SetSessionPropertiesRequest>
{
    /// <inheritdoc/>
    public static SetSessionPropertiesRequest ReadFrom(ref WireReader reader) =>
        new(SessionId.ReadFrom(ref reader), WireLists.ReadOptionalPairs(ref reader), WireLists.ReadOptionalTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        WireLists.WriteOptionalPairs(writer, Properties);
        WireLists.WriteOptionalTexts(writer, RemovedKeys);
    }
}
