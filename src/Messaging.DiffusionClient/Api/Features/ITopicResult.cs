#nullable disable
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>One topic of a fetch. Immutable.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
public interface ITopicResult<out TValue>
{
    /// <summary>The topic.</summary>
    string Path { get; }

    /// <summary>Its type.</summary>
    TopicType Type { get; }

    /// <summary>Its value; null if it has none or none was asked for.</summary>
    TValue Value { get; }

    /// <summary>Its specification; without properties unless they were asked for.</summary>
    ITopicSpecification Specification { get; }

    /// <summary>The size of its value in bytes; 0 unless <see cref="IFetchRequest{TValue}.WithSizes"/> asked for it.</summary>
    int ValueSize { get; }

    /// <summary>How many values it holds: more than one for a time series only; 0 unless sizes were asked for.</summary>
    int ValueCount { get; }

    /// <summary>The size of all its values in bytes; 0 unless sizes were asked for.</summary>
    long ValueTotalSize { get; }
}
