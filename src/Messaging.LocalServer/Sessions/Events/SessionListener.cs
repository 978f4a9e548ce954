using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Sessions.Events;

/// <summary>A session that wants to hear of sessions, and what it was told already.</summary>
/// <remarks>Guarded by the lock of <see cref="SessionEvents"/>.</remarks>
internal sealed class SessionListener
{
    private readonly Session _owner;
    private readonly HashSet<Session> _told = [];

    public SessionListener(Session owner, int streamId)
    {
        _owner = owner;
        StreamId = streamId;
    }

    /// <summary>The owner's own number for the listener.</summary>
    public int StreamId { get; }

    /// <summary>Which sessions it wants to hear of.</summary>
    public SessionFilter Filter { get; init; } = SessionFilter.Everything;

    /// <summary>Only sessions that started later: milliseconds since 1970-01-01 UTC.</summary>
    public long After { get; init; }

    /// <summary>What it wants to know of them.</summary>
    public required PropertySelection Properties { get; init; }

    /// <summary>Whether it is told the last properties of a session that has closed.</summary>
    public bool WantsLastProperties { get; init; }

    /// <summary>The first event of a session, if this listener is to hear of it and has not yet.</summary>
    public SessionEvent? Open(Session session, SessionIdentity identity)
    {
        bool isWanted = identity.StartTime > After && Filter.Matches(new FilterSubject(identity.PropertyMap, identity.Roles));
        return isWanted && _told.Add(session) ? new SessionEvent.Opened(session.Id, Properties.Of(identity.Properties)) : null;
    }

    /// <summary>What a change means for this listener: an update, an open event if the session fits only now, or nothing.</summary>
    public SessionEvent? Change(Session session, SessionIdentity before, SessionIdentity after)
    {
        if (!_told.Contains(session))
        {
            return Open(session, after);
        }

        IReadOnlyList<SessionPropertyChange> changes = PropertyChanges.Between(before, after, Properties);
        return changes.Count == 0 ? null : new SessionEvent.Updated(session.Id, SessionUpdateCause.Updated, changes);
    }

    /// <summary>A session has lost its connection or has one again; null if this listener does not know the session.</summary>
    public SessionEvent? Reconnect(Session session, SessionUpdateCause cause) =>
        _told.Contains(session) ? new SessionEvent.Updated(session.Id, cause, []) : null;

    /// <summary>The last event of a session.</summary>
    public SessionEvent? Close(Session session, SessionIdentity identity, SessionCloseReason reason) =>
        _told.Remove(session)
            ? new SessionEvent.Closed(session.Id, reason, WantsLastProperties ? Properties.Of(identity.Properties) : [])
            : null;

    public void Send(IReadOnlyList<SessionEvent> events, WriteBatch batch) =>
        _owner.SendRequest(ServiceId.SessionEventsNotification, _owner.NextConversationId(), new SessionEventsNotification(StreamId, events), batch);
}
