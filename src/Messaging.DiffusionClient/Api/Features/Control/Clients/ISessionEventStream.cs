#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Told what happens to sessions.</summary>
/// <remarks>One that throws is removed and told CALLBACK_EXCEPTION.</remarks>
public interface ISessionEventStream : IStream
{
    /// <summary>Something has happened to a session.</summary>
    /// <param name="sessionEventStreamEvent">What.</param>
    void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent);
}
