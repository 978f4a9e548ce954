#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The server does not accept principal and credentials.</summary>
public sealed class AuthenticationException : SessionEstablishmentException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    public AuthenticationException(string message)
        : base(message, ErrorReason.ACCESS_DENIED)
    {
    }
}
