#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The session is closed, or was closed before the operation had its answer.</summary>
public sealed class SessionClosedException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SessionClosedException(string message, Exception innerException = null)
        : base(message, ErrorReason.SESSION_CLOSED, innerException)
    {
    }
}
