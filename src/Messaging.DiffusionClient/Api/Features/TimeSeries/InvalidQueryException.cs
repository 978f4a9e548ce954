#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>A query does not fit the time series, such as one for values of another type.</summary>
public sealed class InvalidQueryException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="reason">The code and the words of the server.</param>
    public InvalidQueryException(string message, ErrorReason reason)
        : base(message, reason)
    {
    }
}
