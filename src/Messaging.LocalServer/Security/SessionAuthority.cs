using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Security;

/// <summary>Lets changes of who a session is, and of what roles may do, apply to live sessions at once.</summary>
/// <remarks>First the change is seen by everybody, then subscriptions are put right: what is subscribed in between is right already.</remarks>
internal sealed class SessionAuthority(TopicTree topics, SessionRegistry sessions)
{
    /// <summary>Called after each change, on the thread that made it, outside of locks: the session, what it was, what it is.</summary>
    public event Action<Session, SessionIdentity, SessionIdentity, WriteBatch>? IdentityChanged;

    /// <summary>Changes who a session is: its principal, roles or properties.</summary>
    /// <param name="session">Which.</param>
    /// <param name="change">From what it is to what it is to be; may be called more than once.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    public void Change(Session session, Func<SessionIdentity, SessionIdentity> change, WriteBatch batch)
    {
        (SessionIdentity before, SessionIdentity after) = session.ChangeIdentity(change);
        if (before.Roles.Text != after.Roles.Text)
        {
            topics.Reauthorize(session, batch);
        }

        IdentityChanged?.Invoke(session, before, after, batch);
    }

    /// <summary>Puts the subscriptions of all sessions right after the security store has changed.</summary>
    public void OnRolesChanged(WriteBatch batch)
    {
        foreach (Session session in sessions.All)
        {
            topics.Reauthorize(session, batch);
        }
    }
}
