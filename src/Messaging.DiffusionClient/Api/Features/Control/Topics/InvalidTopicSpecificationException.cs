#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>The server does not accept the specification.</summary>
public sealed class InvalidTopicSpecificationException : AddTopicException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public InvalidTopicSpecificationException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
