#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The cluster could not route the request, or is moving the data. It may work later.</summary>
public sealed class ClusterRoutingException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public ClusterRoutingException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
