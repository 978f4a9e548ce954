#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The condition of an update does not hold; nothing was changed.</summary>
public sealed class UnsatisfiedConstraintException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public UnsatisfiedConstraintException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
