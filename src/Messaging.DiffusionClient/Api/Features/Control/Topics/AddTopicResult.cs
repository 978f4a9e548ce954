#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>Whether a topic was created.</summary>
public enum AddTopicResult
{
    /// <summary>It was.</summary>
    CREATED,

    /// <summary>It was there already, with the same specification.</summary>
    EXISTS,
}
