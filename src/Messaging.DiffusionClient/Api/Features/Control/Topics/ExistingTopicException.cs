#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>At the path is a topic with another specification, or one that something else owns.</summary>
public sealed class ExistingTopicException : AddTopicException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public ExistingTopicException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
