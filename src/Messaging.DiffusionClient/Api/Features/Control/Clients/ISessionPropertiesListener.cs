#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Told what happens to sessions; the older form of <see cref="ISessionEventStream"/>.</summary>
/// <remarks>One that throws is removed and told CALLBACK_EXCEPTION.</remarks>
public interface ISessionPropertiesListener : IServerHandler
{
    /// <summary>A session was opened, or was there already when the listener was added.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="properties">Those of its properties that were asked for.</param>
    void OnSessionOpen(ISessionId sessionId, IDictionary<string, string> properties);

    /// <summary>A session has changed.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="eventType">What has happened; null if this client does not know it.</param>
    /// <param name="properties">The properties that have changed, without those that are gone.</param>
    /// <param name="previousValues">Their values before; null for one that is new.</param>
    void OnSessionEvent(
        ISessionId sessionId,
        SessionPropertiesListenerEventType? eventType,
        IDictionary<string, string> properties,
        IDictionary<string, string> previousValues);

    /// <summary>A session was closed.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="properties">Those of its properties that were asked for.</param>
    /// <param name="closeReason">Why.</param>
    void OnSessionClose(ISessionId sessionId, IDictionary<string, string> properties, CloseReason closeReason);
}
