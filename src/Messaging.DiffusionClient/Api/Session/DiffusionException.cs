#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The base of what fails remotely.</summary>
public class DiffusionException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server, or null if it is not the server that says so.</param>
    /// <param name="innerException">The cause, or null.</param>
    public DiffusionException(string message, ErrorReason reason = null, Exception innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>What the server said, in code and words; null if the error does not come from the server.</summary>
    public ErrorReason Reason { get; }
}
