using System.Collections.ObjectModel;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Topics;

/// <summary>The wire's specification behind the public interface. Keeps the order in which properties were set (TOPIC-02).</summary>
internal sealed class Specification : ITopicSpecification
{
    private readonly Lazy<ReadOnlyDictionary<string, string>> _properties;

    public Specification(TopicType type)
        : this(new TopicSpecification((TopicTypeCode)Known(type)))
    {
    }

    public Specification(TopicSpecification wire)
    {
        Wire = wire;
        _properties = new(() =>
        {
            Dictionary<string, string> properties = new(StringComparer.Ordinal);
            foreach ((string key, string value) in wire.Properties)
            {
                properties[key] = value;
            }

            return new ReadOnlyDictionary<string, string>(properties);
        });
    }

    public TopicSpecification Wire { get; }

    public TopicType Type => TypeOf(Wire.Type);

    public IReadOnlyDictionary<string, string> Properties => _properties.Value;

    /// <summary>The public name of a type on the wire.</summary>
    public static TopicType TypeOf(TopicTypeCode code) => Enum.IsDefined((TopicType)code) ? (TopicType)code : TopicType.UNKNOWN;

    /// <summary>What to send for a specification, ours or an application's own.</summary>
    public static TopicSpecification ToWire(ITopicSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification is Specification own
            ? own.Wire
            : new TopicSpecification((TopicTypeCode)Known(specification.Type), [.. specification.Properties]);
    }

    public ITopicSpecification WithProperty(string key, string value)
    {
        Check(key, value);
        List<KeyValuePair<string, string>> properties = [.. Wire.Properties];
        int index = properties.FindIndex(property => property.Key == key);
        if (index < 0)
        {
            properties.Add(new(key, value));
        }
        else
        {
            properties[index] = new(key, value);
        }

        return new Specification(new TopicSpecification(Wire.Type, properties));
    }

    public ITopicSpecification WithProperties(IDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        foreach ((string key, string value) in properties)
        {
            Check(key, value);
        }

        return new Specification(new TopicSpecification(Wire.Type, [.. properties]));
    }

    public override bool Equals(object? obj) => obj is Specification other && other.Wire.Equals(Wire);

    public override int GetHashCode() => Wire.GetHashCode();

    public override string ToString() => Wire.ToString();

    private static TopicType Known(TopicType type) =>
        Enum.IsDefined(type) && type != TopicType.UNKNOWN
            ? type
            : throw new ArgumentException($"A topic cannot have the type {type}.", nameof(type));

    private static void Check(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
    }
}
