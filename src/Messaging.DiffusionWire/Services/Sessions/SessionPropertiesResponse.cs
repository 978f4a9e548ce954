using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Sessions;

/// <summary>The properties of a session (rule SESS-20).</summary>
/// <param name="Properties">Keys and values in wire order; null if there is no such session.</param>
public sealed record SessionPropertiesResponse(IReadOnlyList<KeyValuePair<string, string>>? Properties) : IWireMessage<SessionPropertiesResponse>
{
    /// <inheritdoc/>
    public static SessionPropertiesResponse ReadFrom(ref WireReader reader) =>
        new(reader.ReadBool() ? TopicSpecification.ReadProperties(ref reader) : null);

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteBool(Properties is not null);
        if (Properties is not null)
        {
            TopicSpecification.WriteProperties(writer, Properties);
        }
    }
}
