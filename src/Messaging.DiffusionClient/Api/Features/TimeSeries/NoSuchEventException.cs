#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>There is no original event with the given sequence number: there never was, it is an edit, or it is not retained any more.</summary>
public sealed class NoSuchEventException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public NoSuchEventException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
