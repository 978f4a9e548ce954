#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>An operation of a session failed.</summary>
public class SessionException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server, or null if it is not the server that says so.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SessionException(string message, ErrorReason reason = null, Exception innerException = null)
        : base(message, reason, innerException)
    {
    }
}
