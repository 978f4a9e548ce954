using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Control;

/// <summary>A session properties listener that writes down what it is told.</summary>
internal sealed class RecordingListener : RecordingHandler, ISessionPropertiesListener
{
    public IRegistration? Registration { get; private set; }

    public void OnRegistered(IRegistration registration)
    {
        Registration = registration;
        Told("registered");
    }

    public void OnSessionOpen(ISessionId sessionId, IDictionary<string, string> properties) => Told($"open {sessionId} {Text(properties)}");

    public void OnSessionEvent(
        ISessionId sessionId,
        SessionPropertiesListenerEventType? eventType,
        IDictionary<string, string> properties,
        IDictionary<string, string> previousValues) =>
        Told($"{eventType?.ToString() ?? "null"} {sessionId} {Text(properties)} was {Text(previousValues)}");

    public void OnSessionClose(ISessionId sessionId, IDictionary<string, string> properties, CloseReason closeReason) =>
        Told($"close {sessionId} {Text(properties)} {closeReason}");
}
