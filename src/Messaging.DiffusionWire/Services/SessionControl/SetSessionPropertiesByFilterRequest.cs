using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Change the properties of several sessions (rule SEC-32). The answer is a <see cref="CountAndErrorsResponse"/>.</summary>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
/// <param name="Properties">The properties to set; null for none.</param>
/// <param name="RemovedKeys">The properties to remove; null for none.</param>
public sealed record SetSessionPropertiesByFilterRequest(
    string Filter, IReadOnlyList<KeyValuePair<string, string>>? Properties, IReadOnlyList<string>? RemovedKeys)
    : IWireMessage<SetSessionPropertiesByFilterRequest>
{
    /// <inheritdoc/>
    public static SetSessionPropertiesByFilterRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), WireLists.ReadOptionalPairs(ref reader), WireLists.ReadOptionalTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Filter);
        WireLists.WriteOptionalPairs(writer, Properties);
        WireLists.WriteOptionalTexts(writer, RemovedKeys);
    }
}
