using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Control;

internal sealed class SessionEventStreamHandler(ISessionEventStream stream) : SessionEventHandler(stream)
{
    protected override void OnOpened(ISessionId session, Dictionary<string, string> properties) => stream.OnSessionEvent(new Event(session)
    {
        State = SessionEventStreamEventState.ACTIVE,
        IsOpenEvent = true,
        Properties = properties,
    });

    protected override void OnUpdated(
        ISessionId session,
        SessionUpdateCause cause,
        Dictionary<string, string> newValues,
        Dictionary<string, string?> oldValues) => stream.OnSessionEvent(new Event(session)
        {
            Type = SessionEventStreamEventType.PROPERTIES,
            State = StateAfter(cause),
            Properties = newValues,
            ChangedProperties = oldValues,
        });

    protected override void OnClosed(ISessionId session, CloseReason reason, Dictionary<string, string> properties) =>
        stream.OnSessionEvent(new Event(session)
        {
            State = SessionEventStreamEventState.CLOSED,
            CloseReason = reason,
            Properties = properties,
        });

    private static SessionEventStreamEventState StateAfter(SessionUpdateCause cause) => cause switch
    {
        SessionUpdateCause.Reconnected => SessionEventStreamEventState.RECONNECTED,
        SessionUpdateCause.FailedOver => SessionEventStreamEventState.FAILED_OVER,
        SessionUpdateCause.Disconnected => SessionEventStreamEventState.DISCONNECTED,
        _ => SessionEventStreamEventState.ACTIVE,
    };

    private sealed record Event(ISessionId SessionId) : ISessionEventStreamEvent
    {
        private static readonly Dictionary<string, string?> Nothing = [];

        public SessionEventStreamEventType Type { get; init; } = SessionEventStreamEventType.STATE;

        public required SessionEventStreamEventState State { get; init; }

        public bool IsOpenEvent { get; init; }

        public required IReadOnlyDictionary<string, string> Properties { get; init; }

        public IReadOnlyDictionary<string, string?> ChangedProperties { get; init; } = Nothing;

        public CloseReason? CloseReason { get; init; }
    }
}
