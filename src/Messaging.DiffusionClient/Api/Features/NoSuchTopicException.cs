#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>There is no topic at the path of an update.</summary>
public sealed class NoSuchTopicException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public NoSuchTopicException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
