#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The topic at the path is of another type than the value.</summary>
public sealed class IncompatibleTopicException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public IncompatibleTopicException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
