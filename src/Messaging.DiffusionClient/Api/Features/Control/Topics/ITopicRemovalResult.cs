#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>What a removal did. Immutable.</summary>
public interface ITopicRemovalResult
{
    /// <summary>How many topics were removed.</summary>
    int RemovedCount { get; }
}
