#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Something else manages the topic, such as a topic view, so it cannot be updated.</summary>
public sealed class IncompatibleTopicStateException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public IncompatibleTopicStateException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
