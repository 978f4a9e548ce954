#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>The server does not take the path for a topic's path.</summary>
public sealed class InvalidTopicPathException : AddTopicException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public InvalidTopicPathException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
