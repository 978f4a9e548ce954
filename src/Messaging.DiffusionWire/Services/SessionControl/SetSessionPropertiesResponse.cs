using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>What the changed properties were before (rule SEC-31).</summary>
/// <param name="Previous">Those that the session had; null for none.</param>
/// <param name="AddedKeys">Those that it did not have; null for none.</param>
public sealed record SetSessionPropertiesResponse(IReadOnlyList<KeyValuePair<string, string>>? Previous, IReadOnlyList<string>? AddedKeys)
    : IWireMessage<SetSessionPropertiesResponse>
{
    /// <inheritdoc/>
    public static SetSessionPropertiesResponse ReadFrom(ref WireReader reader) =>
        new(WireLists.ReadOptionalPairs(ref reader), WireLists.ReadOptionalTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        WireLists.WriteOptionalPairs(writer, Previous);
        WireLists.WriteOptionalTexts(writer, AddedKeys);
    }
}
