using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>Keeps which sessions the vendor's older listener tells of, by their ids.</summary>
public sealed class PropertiesListenerRecorder : Recorder<string>, ISessionPropertiesListener
{
    public void OnRegistered(IRegistration registration)
    {
    }

    public void OnSessionOpen(ISessionId sessionId, IDictionary<string, string> properties) => Record(sessionId.ToString()!);

    public void OnSessionEvent(
        ISessionId sessionId,
        SessionPropertiesListenerEventType? eventType,
        IDictionary<string, string> properties,
        IDictionary<string, string> previousValues) => Record(sessionId.ToString()!);

    public void OnSessionClose(ISessionId sessionId, IDictionary<string, string> properties, CloseReason closeReason) =>
        Record(sessionId.ToString()!);
}
