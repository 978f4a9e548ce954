#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A session could not be opened. The text names the server's address and never holds credentials.</summary>
public class SessionEstablishmentException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">What kind of failure it is.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SessionEstablishmentException(string message, ErrorReason reason = null, Exception innerException = null)
        : base(message, reason, innerException)
    {
    }

    /// <summary>Whether trying again makes sense.</summary>
    internal bool IsTransient { get; init; }
}
