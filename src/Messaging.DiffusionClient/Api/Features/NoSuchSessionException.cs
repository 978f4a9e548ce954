#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>There is no such session.</summary>
public sealed class NoSuchSessionException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public NoSuchSessionException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
