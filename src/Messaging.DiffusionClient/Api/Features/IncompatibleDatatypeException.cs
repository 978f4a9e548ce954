#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The data type of a request or of its answer is not the one that is wanted.</summary>
public sealed class IncompatibleDatatypeException : SessionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public IncompatibleDatatypeException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
