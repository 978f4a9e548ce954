#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The recipient does not want the request. The text holds its words.</summary>
public sealed class RejectedRequestException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public RejectedRequestException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
