#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>One selection or deselection of a session.</summary>
public interface ITopicSelection
{
    /// <summary>The selector.</summary>
    string TopicSelectorExpression { get; }

    /// <summary>True if the topics were selected, false if they were deselected.</summary>
    bool IsSelection { get; }
}
