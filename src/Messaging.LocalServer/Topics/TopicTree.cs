using System.Collections.Concurrent;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics.Constraints;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Topics;

/// <summary>All topics, and which sessions select which of them.</summary>
/// <remarks>
/// Lock: <c>_gate</c> guards which topics exist, the selections and the sets of subscribed topics of all sessions, so a
/// topic is never added between a selection and its evaluation. Updates of existing topics do not take it.
/// </remarks>
internal sealed class TopicTree
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly HashSet<Session> _selecting = [];
    private readonly TopicFactory _factory;
    private readonly ILogger _log;
    private ITopicJournal? _journal;
    private int _lastTopicId;

    public TopicTree(TopicFactory factory, TopicLimits limits, ILogger log)
    {
        _factory = factory;
        Limits = limits;
        _log = log;
    }

    /// <summary>How much there may be.</summary>
    public TopicLimits Limits { get; }

    /// <summary>Begins with topics of a server before this one, and takes down what happens from now on. Before anybody else knows of the tree.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="lastTopicId">The largest number that a topic ever had.</param>
    /// <param name="journal">Where to take it down.</param>
    public void Restore(IEnumerable<Topic> topics, int lastTopicId, ITopicJournal journal)
    {
        _journal = journal;
        _lastTopicId = lastTopicId;
        foreach (Topic topic in topics)
        {
            topic.Journal = journal;
            topic.BackPressure = OnBackPressure;
            _topics[topic.Path] = topic;
        }
    }

    /// <summary>All topics as they are at one moment.</summary>
    public IReadOnlyList<Topic> CopyTopics()
    {
        lock (_gate)
        {
            return [.. _topics.Values];
        }
    }

    public int TopicCount => _topics.Count;

    /// <summary>Looks a topic up.</summary>
    /// <param name="path">A path as a client sent it.</param>
    public Topic? Find(string path) =>
        TopicPath.TryNormalize(path, out string? normalized, out _) ? _topics.GetValueOrDefault(normalized) : null;

    /// <summary>The topics that a selector matches now, in no order.</summary>
    public IReadOnlyList<Topic> Match(TopicSelector selector)
    {
        lock (_gate)
        {
            return MatchUnderGate(selector);
        }
    }

    /// <summary>Adds a topic and subscribes those who selected it before.</summary>
    /// <returns>False if it exists already with an equal specification.</returns>
    public bool Add(string path, TopicSpecification specification, WriteBatch batch)
    {
        string normalized = TopicLimits.NormalizePath(path);
        lock (_gate)
        {
            if (_topics.TryGetValue(normalized, out Topic? existing))
            {
                existing.RequireSame(specification);
                return false;
            }

            Insert(Create(normalized, specification), batch);
            return true;
        }
    }

    /// <summary>Adds a topic unless it exists, and sets its value if the constraint holds.</summary>
    /// <returns>Whether it was added.</returns>
    public bool AddAndSet(string path, TopicSpecification specification, in TopicUpdate update, WriteBatch batch)
    {
        string normalized = TopicLimits.NormalizePath(path);
        while (true)
        {
            if (_topics.TryGetValue(normalized, out Topic? existing))
            {
                existing.RequireSame(specification);
                if (existing.TrySet(update, batch))
                {
                    return false;
                }
            }

            lock (_gate)
            {
                if (!_topics.ContainsKey(normalized))
                {
                    ConstraintEvaluator.Require(update.Constraint, ConstraintTarget.Missing(normalized));
                    Topic topic = Create(normalized, specification);
                    topic.TrySet(update with { Constraint = UpdateConstraint.None.Instance }, batch);
                    Insert(topic, batch);
                    return true;
                }
            }
        }
    }

    /// <summary>Removes the topics that a selector matches and a condition holds for; their subscribers hear of it.</summary>
    /// <returns>How many.</returns>
    public int Remove(TopicSelector selector, Func<Topic, bool> condition, WriteBatch batch)
    {
        lock (_gate)
        {
            List<Topic> topics = [.. MatchUnderGate(selector).Where(condition)];
            TakeDownRemoval(topics);
            HashSet<Session> withRoom = [];
            foreach (Topic topic in topics)
            {
                _topics.TryRemove(topic.Path, out _);
                foreach (Session session in topic.Remove(batch))
                {
                    session.Subscriptions.Topics.Remove(topic);
                    if (session.Subscriptions.IsFull)
                    {
                        withRoom.Add(session);
                    }
                }
            }

            foreach (Session session in withRoom)
            {
                SubscribeToWhatHadNoRoom(session, batch);
            }

            return topics.Count;
        }
    }

    /// <summary>Subscribes a session to what a selector matches, now and later, as far as it may read that.</summary>
    /// <param name="session">Who is to be subscribed.</param>
    /// <param name="selector">To what.</param>
    /// <param name="scope">In which of its scopes.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    /// <exception cref="ServiceException">There is no room for that. Nothing has changed.</exception>
    public void Select(Session session, TopicSelector selector, string scope, SelectedBy by, WriteBatch batch)
    {
        TopicLimits.RequireSelector(selector);
        lock (_gate)
        {
            SessionSubscriptions subscriptions = session.Subscriptions;
            if (subscriptions.IsClosed)
            {
                return;
            }

            IReadOnlyList<Topic> matched = MatchUnderGate(selector);
            Limits.RequireRoomForSelections(subscriptions.SelectionCount + subscriptions.GrowthBySelecting(selector, scope, by));
            Limits.RequireRoomForSubscriptions(session, matched, by);
            subscriptions.Select(selector, scope, by);
            if (_selecting.Add(session))
            {
                subscriptions.AuthorizedBy = session.Permissions;
            }

            SubscribeUnderGate(session, matched, batch);
        }
    }

    /// <summary>Puts the subscriptions of a session right after what it may read has changed.</summary>
    public void Reauthorize(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            SessionSubscriptions subscriptions = session.Subscriptions;
            RolePermissions permissions = session.Permissions;
            if (!_selecting.Contains(session) || subscriptions.AuthorizedBy?.PermitsTheSameOnPathsAs(permissions) == true)
            {
                return;
            }

            foreach (Topic topic in subscriptions.Topics)
            {
                if (!permissions.Has(PathPermission.ReadTopic, topic.Path))
                {
                    subscriptions.Topics.Remove(topic);
                    topic.Unsubscribe(session, UnsubscriptionReason.Authorization, batch);
                }
            }

            subscriptions.AuthorizedBy = permissions;
            SubscribeToWhatHadNoRoom(session, batch);
        }
    }

    /// <summary>Subscribes a session anew to all that it is subscribed to (SESS-12).</summary>
    /// <param name="session">The session.</param>
    /// <param name="restart">
    /// Called while no topic sends the session anything: what was sent before is lost, what is sent after begins with the notification of
    /// each topic. Called under the lock: it only writes to the session's output.
    /// </param>
    /// <param name="batch">Takes the connections that are written to.</param>
    public void Resubscribe(Session session, Action restart, WriteBatch batch)
    {
        lock (_gate)
        {
            foreach (Topic topic in session.Subscriptions.Topics)
            {
                topic.Forget(session);
            }

            restart();
            foreach (Topic topic in session.Subscriptions.Topics)
            {
                topic.Subscribe(session, batch);
            }
        }
    }

    /// <summary>Takes selections of one scope back, or of all scopes if it is null. The reason is what the session is told.</summary>
    /// <exception cref="ServiceException">It takes an exception from a pattern, and there is no room for one. Nothing has changed.</exception>
    public void Unselect(Session session, TopicSelector selector, string? scope, UnsubscriptionReason reason, WriteBatch batch)
    {
        TopicLimits.RequireSelector(selector);
        lock (_gate)
        {
            SessionSubscriptions subscriptions = session.Subscriptions;
            if (subscriptions.GrowthByUnselecting(selector, scope) is > 0 and int growth)
            {
                Limits.RequireRoomForSelections(subscriptions.SelectionCount + growth);
            }

            if (scope is null)
            {
                subscriptions.UnselectAllScopes(selector);
            }
            else
            {
                subscriptions.Unselect(selector, scope);
            }

            foreach (Topic topic in subscriptions.Topics)
            {
                if (selector.Matches(topic.Path) && subscriptions.Selects(topic.Path) == SelectedBy.Nobody)
                {
                    subscriptions.Topics.Remove(topic);
                    topic.Unsubscribe(session, reason, batch);
                }
            }

            if (subscriptions.ScopeCount == 0)
            {
                _selecting.Remove(session);
            }

            if (subscriptions.IsFull)
            {
                SubscribeToWhatHadNoRoom(session, batch);
            }
        }
    }

    /// <summary>What a session selected, by scope, in the order in which it did.</summary>
    public IReadOnlyList<ScopeSelections> SelectionsOf(Session session)
    {
        lock (_gate)
        {
            return session.Subscriptions.Selections;
        }
    }

    /// <summary>Lets go of a session that has ended.</summary>
    public void Forget(Session session)
    {
        lock (_gate)
        {
            _selecting.Remove(session);
            foreach (Topic topic in session.Subscriptions.Topics)
            {
                topic.Forget(session);
            }

            session.Subscriptions.Topics.Clear();
            session.Subscriptions.IsClosed = true;
        }
    }

    /// <summary>Counts what the topics and the tree hold of sessions, not what sessions believe.</summary>
    public (int Subscriptions, int Selections, int RetainedEvents) Count()
    {
        lock (_gate)
        {
            return (
                _topics.Values.Sum(topic => topic.SubscriberCount),
                _selecting.Sum(session => session.Subscriptions.ScopeCount),
                _topics.Values.Sum(topic => topic.RetainedEvents));
        }
    }

    private IReadOnlyList<Topic> MatchUnderGate(TopicSelector selector)
    {
        if (selector.IsPath(out string? path))
        {
            return _topics.TryGetValue(path, out Topic? topic) ? [topic] : [];
        }

        return [.. _topics.Values.Where(topic => selector.Matches(topic.Path))];
    }

    private Topic Create(string path, TopicSpecification specification)
    {
        Limits.RequireRoomForTopic(_topics.Count);
        TopicLimits.RequireSpecification(specification);
        return _factory.Create(++_lastTopicId, path, specification);
    }

    private void Insert(Topic topic, WriteBatch batch)
    {
        if (_journal is not null && topic.IsPersistent)
        {
            _journal.Add(topic);
            topic.Journal = _journal;
        }

        topic.BackPressure = OnBackPressure;
        _topics[topic.Path] = topic;
        Topic[] added = [topic];
        foreach (Session session in _selecting)
        {
            SubscribeUnderGate(session, added, batch);
        }
    }

    // An update that was taken down after the removal of its topic would be one of a topic that never was.
    private void TakeDownRemoval(List<Topic> topics)
    {
        if (_journal is null || topics.Count == 0)
        {
            return;
        }

        topics.ForEach(topic => topic.SetRemoved(true));
        try
        {
            _journal.Remove([.. topics.Where(topic => topic.Journal is not null)]);
        }
        catch
        {
            topics.ForEach(topic => topic.SetRemoved(false));
            throw;
        }
    }

    private void SubscribeToWhatHadNoRoom(Session session, WriteBatch batch)
    {
        if (TrySubscribeUnderGate(session, _topics.Values, batch))
        {
            session.Subscriptions.IsFull = false;
        }
        else
        {
            OnFull(session);
        }
    }

    private void SubscribeUnderGate(Session session, IEnumerable<Topic> topics, WriteBatch batch)
    {
        if (!TrySubscribeUnderGate(session, topics, batch))
        {
            OnFull(session);
        }
    }

    // False if there was no room for a topic that should be subscribed.
    private bool TrySubscribeUnderGate(Session session, IEnumerable<Topic> topics, WriteBatch batch)
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
                if (subscriptions.Topics.Count >= Limits.MaximumSubscriptions)
                {
                    return false;
                }

                subscriptions.Topics.Add(topic);
                topic.Subscribe(session, batch);
            }
        }

        return true;
    }

    // What it selected stays, so that it may subscribe again. Topics that had no room do not take the place: it has too much already.
    private void OnBackPressure(Topic topic, Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            if (!session.Subscriptions.Topics.Remove(topic))
            {
                return;
            }

            topic.Unsubscribe(session, UnsubscriptionReason.BackPressure, batch);
        }

        ServerLog.UnsubscribedByPolicy(_log, session.Name, LogText.OneLine(topic.Path));
    }

    // Nobody can be told: neither has who added the topic done anything wrong, nor has the protocol a word for the session.
    private void OnFull(Session session)
    {
        if (!session.Subscriptions.IsFull)
        {
            session.Subscriptions.IsFull = true;
            ServerLog.SubscriptionsFull(_log, session.Name, Limits.MaximumSubscriptions);
        }
    }
}
