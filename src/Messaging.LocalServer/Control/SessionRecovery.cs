using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Locks;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Control;

/// <summary>What becomes of a session that loses its connection: it gets another one, or it ends (SESS-14 to SESS-21).</summary>
/// <remarks>
/// All members may be called from any thread, but those about one session by those whose turn it is to serve it: see <see cref="SessionLink"/>.
/// </remarks>
internal sealed class SessionRecovery(
    DisconnectedSessions disconnected,
    SessionEnding ending,
    SessionLocks locks,
    SessionEvents events,
    TopicTree topics,
    ILogger log)
{
    /// <summary>How many sessions have no connection.</summary>
    public int DisconnectedCount => disconnected.Count;

    /// <summary>Keeps a session whose connection has ended.</summary>
    /// <returns>False if the session has to end, or has.</returns>
    public bool TryKeep(Session session, Connection connection, EndReason reason, WriteBatch batch)
    {
        Session? crowdedOut = null;
        if (!reason.IsLoss || session.KeptFor <= TimeSpan.Zero || !session.Link.TryDetach(connection, () => TryDetach(session, out crowdedOut)))
        {
            return false;
        }

        locks.OnDisconnected(session, batch);
        events.OnDisconnected(session, batch);
        ServerLog.SessionDisconnected(log, session.Name, reason.Text, session.KeptFor);
        if (crowdedOut is not null)
        {
            ending.End(crowdedOut, EndReason.CrowdedOut, batch);
        }

        return true;
    }

    /// <summary>Lets a session go on where it was, with another connection.</summary>
    /// <param name="session">The session.</param>
    /// <param name="connection">A connection that has claimed it, when those before it handle nothing more.</param>
    /// <param name="resume">Does so as far as it is about messages; false if some are lost, and nothing was done.</param>
    /// <returns>False if messages are lost, the session has ended, or it was claimed by a later connection.</returns>
    public bool TryResume(Session session, Connection connection, Func<bool> resume)
    {
        bool isAttached = session.Link.TryAttach(connection, () =>
        {
            if (!resume())
            {
                return false;
            }

            // If its time is over at this very moment it ends in a moment, with its new connection.
            disconnected.Remove(session);
            return true;
        });
        if (isAttached)
        {
            events.OnReconnected(session, isRestarted: false, connection.Batch);
        }

        return isAttached;
    }

    /// <summary>Lets a session begin anew, with another connection.</summary>
    /// <param name="session">The session.</param>
    /// <param name="connection">A connection that has claimed it, when those before it handle nothing more.</param>
    /// <param name="restart">Does so as far as it is about messages.</param>
    /// <returns>False if the session has ended, or was claimed by a later connection.</returns>
    public bool TryRestart(Session session, Connection connection, Action restart)
    {
        bool isAttached = session.Link.TryAttach(connection, () =>
        {
            locks.OnRestarted(session);
            topics.Resubscribe(session, restart, connection.Batch);
            disconnected.Remove(session);
            return true;
        });
        if (isAttached)
        {
            // What the session was asked before is lost. Only now, so that nothing can be asked in between and lost without a word.
            session.Requests.Restart(connection.Batch);
            events.OnReconnected(session, isRestarted: true, connection.Batch);
        }

        return isAttached;
    }

    /// <summary>Ends all sessions that have no connection; whoever loses it from now on ends, too.</summary>
    public void Stop()
    {
        WriteBatch batch = new();
        foreach (Session session in disconnected.Stop())
        {
            ending.End(session, EndReason.ClosedByServer, batch);
        }

        batch.Flush();
    }

    private bool TryDetach(Session session, out Session? crowdedOut)
    {
        if (!disconnected.TryAdd(session, () => Expire(session), out crowdedOut))
        {
            return false;
        }

        session.Output.Detach();
        return true;
    }

    private void Expire(Session session)
    {
        WriteBatch batch = new();
        ending.End(session, EndReason.NotReconnected, batch);
        batch.Flush();
    }
}
