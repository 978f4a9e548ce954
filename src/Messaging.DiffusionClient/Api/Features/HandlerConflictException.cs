#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Another handler is registered in the place.</summary>
public sealed class HandlerConflictException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public HandlerConflictException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
