#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>The base of what goes wrong when a topic is created.</summary>
public class AddTopicException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public AddTopicException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
