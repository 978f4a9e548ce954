#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>What a fetch found. Immutable.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface IFetchResult<out TValue>
{
    /// <summary>The topics, in the order of their paths.</summary>
    IReadOnlyList<ITopicResult<TValue>> Results { get; }

    /// <summary>Whether a limit cut the results.</summary>
    bool HasMore { get; }

    /// <summary>How many topics were found.</summary>
    int Count { get; }

    /// <summary>Whether no topic was found.</summary>
    bool IsEmpty { get; }
}
