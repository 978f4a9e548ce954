#nullable disable
namespace PushTechnology.ClientInterface.Client.Topics.Details;

/// <summary>The type and the properties of a topic. Immutable and thread-safe; equal if both are.</summary>
public interface ITopicSpecification
{
    /// <summary>The topic's type.</summary>
    TopicType Type { get; }

    /// <summary>The properties that were set, by the keys of <see cref="TopicSpecificationProperty"/>.</summary>
    IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Adds or replaces one property.</summary>
    /// <param name="key">The key. It is not checked here: servers know more keys than clients do.</param>
    /// <param name="value">The value.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the key is empty.</exception>
    ITopicSpecification WithProperty(string key, string value);

    /// <summary>Replaces all properties.</summary>
    /// <param name="properties">Keys and values; none at all is allowed.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">The dictionary or a value in it is null, or a key is empty.</exception>
    ITopicSpecification WithProperties(IDictionary<string, string> properties);
}
