#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>The server's licence does not allow another topic.</summary>
public sealed class TopicLicenseLimitException : AddTopicException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public TopicLicenseLimitException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
