using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Locks;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Control;

/// <summary>Lets go of everything that the server holds of a session, in one place.</summary>
/// <remarks>
/// A session that somebody else ends is gone at once, while its own thread may still handle a request that arrived before. So the
/// same is done again when that thread comes to its end, and nothing stays behind.
/// </remarks>
internal sealed class SessionEnding(
    SessionRegistry sessions,
    SessionQuota quota,
    TopicTree topics,
    SessionEvents events,
    RequestHandlers handlers,
    ControlAuthenticators authenticators,
    SessionLocks locks,
    DisconnectedSessions disconnected,
    ILogger log)
{
    /// <summary>A session has ended. May be called again; the first reason stays.</summary>
    public void OnEnded(Session session, EndReason reason, WriteBatch batch)
    {
        session.Link.TryEnd();
        session.Link.Waiting?.Abort(reason);
        disconnected.Remove(session);
        sessions.Remove(session);
        quota.Leave(session);
        topics.Forget(session);
        handlers.Forget(session);
        authenticators.Forget(session);
        locks.Forget(session, batch);
        session.Requests.Close(batch);
        session.Output.Close();
        events.OnClosed(session, reason.SessionReason, batch);
    }

    /// <summary>Ends a session.</summary>
    public void End(Session session, EndReason reason, WriteBatch batch)
    {
        bool isFirst = session.Link.TryEnd();
        OnEnded(session, reason, batch);
        if (!session.Close(reason) && isFirst)
        {
            // Otherwise whoever serves its connection says so.
            ServerLog.SessionEnded(log, session.Name, reason.Text);
        }
    }
}
