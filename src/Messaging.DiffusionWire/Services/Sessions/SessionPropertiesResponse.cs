using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Sessions;

/// <summary>The properties of a session (rules SESS-20, SEC-30).</summary>
/// <param name="Properties">Keys and values in wire order; null if there is no such session.</param>
public sealed record SessionPropertiesResponse(IReadOnlyList<KeyValuePair<string, string>>? Properties) : IWireMessage<SessionPropertiesResponse>
{
    /// <inheritdoc/>
    public static SessionPropertiesResponse ReadFrom(ref WireReader reader) =>
        new(WireLists.ReadOptionalPairs(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => WireLists.WriteOptionalPairs(writer, Properties);
}
