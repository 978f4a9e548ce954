using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Control;

internal sealed class SessionPropertiesListenerHandler(ISessionPropertiesListener listener) : SessionEventHandler(listener)
{
    protected override void OnOpened(ISessionId session, Dictionary<string, string> properties) => listener.OnSessionOpen(session, properties);

    protected override void OnUpdated(
        ISessionId session,
        SessionUpdateCause cause,
        Dictionary<string, string> newValues,
        Dictionary<string, string?> oldValues) => listener.OnSessionEvent(session, TypeFor(cause), newValues, oldValues);

    protected override void OnClosed(ISessionId session, CloseReason reason, Dictionary<string, string> properties) =>
        listener.OnSessionClose(session, properties, reason);

    private static SessionPropertiesListenerEventType? TypeFor(SessionUpdateCause cause) => cause switch
    {
        SessionUpdateCause.Updated => SessionPropertiesListenerEventType.UPDATED,
        SessionUpdateCause.Reconnected => SessionPropertiesListenerEventType.RECONNECTED,
        SessionUpdateCause.FailedOver => SessionPropertiesListenerEventType.FAILED_OVER,
        SessionUpdateCause.Disconnected => SessionPropertiesListenerEventType.DISCONNECTED,
        _ => null,
    };
}
