using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>Type and properties of a topic (rule TOPIC-02).</summary>
/// <remarks>
/// On the wire the properties keep the order that their sender gave them. Two specifications are equal
/// if type and properties are, in whatever order: that is what "the topic exists already" asks.
/// </remarks>
public sealed class TopicSpecification : IWireMessage<TopicSpecification>, IEquatable<TopicSpecification>
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> NoProperties = [];

    /// <summary>Creates a specification.</summary>
    /// <param name="type">The topic's type. Unnamed numbers pass, as they do on the wire.</param>
    /// <param name="properties">Keys and values in the order to send them; none by default.</param>
    public TopicSpecification(TopicTypeCode type, IReadOnlyList<KeyValuePair<string, string>>? properties = null)
    {
        Type = type;
        Properties = properties ?? NoProperties;
    }

    /// <summary>The topic's type.</summary>
    public TopicTypeCode Type { get; }

    /// <summary>Keys and values in wire order. Neither is validated here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

    /// <inheritdoc/>
    public static TopicSpecification ReadFrom(ref WireReader reader)
    {
        TopicTypeCode type = (TopicTypeCode)reader.ReadByte();
        return new TopicSpecification(type, WireLists.ReadPairs(ref reader));
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)Type);
        WireLists.WritePairs(writer, Properties);
    }

    /// <summary>Looks a property up.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Its value, the last one if the key stands there twice, or null.</returns>
    public string? Find(string key)
    {
        for (int i = Properties.Count - 1; i >= 0; i--)
        {
            if (Properties[i].Key == key)
            {
                return Properties[i].Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(TopicSpecification? other) =>
        other is not null
        && Type == other.Type
        && Properties.All(property => other.Find(property.Key) == Find(property.Key))
        && other.Properties.All(property => Find(property.Key) is not null);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TopicSpecification);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int properties = 0;
        foreach (string key in Properties.Select(property => property.Key).Distinct())
        {
            properties ^= HashCode.Combine(key, Find(key));
        }

        return HashCode.Combine(Type, properties);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Properties.Count == 0
            ? $"{Type}"
            : $"{Type} {{{string.Join(", ", Properties.Select(property => $"{property.Key}={property.Value}"))}}}";
}
