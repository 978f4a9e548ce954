#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Whether an update created its topic.</summary>
public enum TopicCreationResult
{
    /// <summary>It did.</summary>
    CREATED,

    /// <summary>The topic was there already.</summary>
    EXISTS,
}
