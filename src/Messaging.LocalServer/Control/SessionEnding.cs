using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Locks;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Control;

/// <summary>Lets go of everything that the server holds of a session, in one place.</summary>
/// <remarks>
/// A session that somebody else ends is gone at once, while its own thread may still handle a request that arrived before. So the
/// same is done again when that thread comes to its end, and nothing stays behind.
/// </remarks>
internal sealed class SessionEnding(
    SessionRegistry sessions,
    TopicTree topics,
    SessionEvents events,
    RequestHandlers handlers,
    ControlAuthenticators authenticators,
    SessionLocks locks)
{
    /// <summary>A session has ended. May be called again; the first reason stays.</summary>
    public void OnEnded(Session session, EndReason reason, WriteBatch batch)
    {
        sessions.Remove(session);
        topics.Forget(session);
        handlers.Forget(session);
        authenticators.Forget(session);
        locks.Forget(session, batch);
        session.Requests.Close(batch);
        events.OnClosed(session, reason.SessionReason, batch);
    }

    /// <summary>Ends a session.</summary>
    public void End(Session session, EndReason reason, WriteBatch batch)
    {
        OnEnded(session, reason, batch);
        session.Close(reason);
    }
}
