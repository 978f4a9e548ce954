using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Control;

/// <summary>Told what happens to sessions. What the application's object throws comes through.</summary>
internal abstract class SessionEventHandler(IStream application) : RegisteredHandler(application)
{
    /// <summary>Hands an event over.</summary>
    public void OnEvent(SessionEvent sessionEvent)
    {
        SessionIdentity session = new(sessionEvent.Session);
        switch (sessionEvent)
        {
            case SessionEvent.Opened opened:
                OnOpened(session, Mapping.Of(opened.Properties));
                break;
            case SessionEvent.Updated updated:
                OnUpdated(session, updated.Cause, NewValues(updated.Changes), OldValues(updated.Changes));
                break;
            case SessionEvent.Closed closed:
                OnClosed(session, CloseReason.FromCode((byte)closed.Reason), Mapping.Of(closed.Properties));
                break;
        }
    }

    protected abstract void OnOpened(ISessionId session, Dictionary<string, string> properties);

    protected abstract void OnUpdated(
        ISessionId session,
        SessionUpdateCause cause,
        Dictionary<string, string> newValues,
        Dictionary<string, string?> oldValues);

    protected abstract void OnClosed(ISessionId session, CloseReason reason, Dictionary<string, string> properties);

    private static Dictionary<string, string> NewValues(IReadOnlyList<SessionPropertyChange> changes) =>
        Mapping.Of([.. changes.Where(change => change.NewValue is not null)], change => change.Key, change => change.NewValue!);

    private static Dictionary<string, string?> OldValues(IReadOnlyList<SessionPropertyChange> changes) =>
        Mapping.Of(changes, change => change.Key, change => change.OldValue);
}
