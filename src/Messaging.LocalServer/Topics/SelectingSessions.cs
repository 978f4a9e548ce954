using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Topics;

/// <summary>
/// The sessions that select topics. Subscribes them to topics that they select, as far as they may read them and have room for more.
/// </summary>
/// <remarks>Belongs to the lock of the <see cref="TopicTree"/>.</remarks>
internal sealed class SelectingSessions(int maximumSubscriptions, ILogger log)
{
    private readonly HashSet<Session> _sessions = [];

    /// <summary>How many scopes of all sessions select something.</summary>
    public int ScopeCount => _sessions.Sum(session => session.Subscriptions.ScopeCount);

    public bool Contains(Session session) => _sessions.Contains(session);

    /// <summary>The session selects something.</summary>
    public void Add(Session session)
    {
        if (_sessions.Add(session))
        {
            session.Subscriptions.AuthorizedBy = session.Permissions;
        }
    }

    /// <summary>The session does not select anything any more.</summary>
    public void Remove(Session session) => _sessions.Remove(session);

    /// <summary>Subscribes all who select a new topic.</summary>
    public void SubscribeTo(Topic added, WriteBatch batch)
    {
        Topic[] topics = [added];
        foreach (Session session in _sessions)
        {
            Subscribe(session, topics, batch);
        }
    }

    /// <summary>Subscribes a session to those of some topics that it selects.</summary>
    public void Subscribe(Session session, IEnumerable<Topic> topics, WriteBatch batch)
    {
        if (!TrySubscribe(session, topics, batch))
        {
            OnFull(session);
        }
    }

    /// <summary>Subscribes a session to what it selects of all topics, after there was no room for all, or other permissions.</summary>
    public void SubscribeToWhatHadNoRoom(Session session, IEnumerable<Topic> allTopics, WriteBatch batch)
    {
        if (TrySubscribe(session, allTopics, batch))
        {
            session.Subscriptions.IsFull = false;
        }
        else
        {
            OnFull(session);
        }
    }

    // False if there was no room for a topic that should be subscribed.
    private bool TrySubscribe(Session session, IEnumerable<Topic> topics, WriteBatch batch)
    {
        SessionSubscriptions subscriptions = session.Subscriptions;
        RolePermissions permissions = session.Permissions;
        if (subscriptions.AuthorizedBy?.PermitsTheSameOnPathsAs(permissions) != true)
        {
            // They are about to change: until all subscriptions have been looked at, no permissions stand for all of them.
            subscriptions.AuthorizedBy = null;
        }

        foreach (Topic topic in topics)
        {
            if (!subscriptions.Topics.Contains(topic) && subscriptions.Admits(topic.Path, permissions))
            {
                if (subscriptions.Topics.Count >= maximumSubscriptions)
                {
                    return false;
                }

                subscriptions.Topics.Add(topic);
                topic.Subscribe(session, batch);
            }
        }

        return true;
    }

    // Nobody can be told: neither has who added the topic done anything wrong, nor has the protocol a word for the session.
    private void OnFull(Session session)
    {
        if (!session.Subscriptions.IsFull)
        {
            session.Subscriptions.IsFull = true;
            ServerLog.SubscriptionsFull(log, session.Name, maximumSubscriptions);
        }
    }
}
