#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The session's principal lacks the permission for an operation.</summary>
public sealed class SessionSecurityException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public SessionSecurityException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
