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
    private readonly TopicCatalog _topics;
    private readonly SelectingSessions _selecting;
    private readonly ILogger _log;

    public TopicTree(TopicFactory factory, TopicLimits limits, ILogger log)
    {
        _topics = new TopicCatalog(factory, limits);
        _selecting = new SelectingSessions(limits.MaximumSubscriptions, log);
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
        _topics.Restore(topics, lastTopicId, journal);
        foreach (Topic topic in _topics.Topics)
        {
            topic.BackPressure = OnBackPressure;
        }
    }

    /// <summary>All topics as they are at one moment.</summary>
    public IReadOnlyList<Topic> CopyTopics()
    {
        lock (_gate)
        {
            return [.. _topics.Topics];
        }
    }

    public int TopicCount => _topics.Count;

    /// <summary>Looks a topic up.</summary>
    /// <param name="path">A path as a client sent it.</param>
    public Topic? Find(string path) =>
        TopicPath.TryNormalize(path, out string? normalized, out _) ? _topics.Find(normalized) : null;

    /// <summary>The topics that a selector matches now, in no order.</summary>
    public IReadOnlyList<Topic> Match(TopicSelector selector)
    {
        lock (_gate)
        {
            return _topics.Match(selector);
        }
    }

    /// <summary>Adds a topic and subscribes those who selected it before.</summary>
    /// <returns>False if it exists already with an equal specification.</returns>
    public bool Add(string path, TopicSpecification specification, WriteBatch batch)
    {
        string normalized = TopicLimits.NormalizePath(path);
        lock (_gate)
        {
            if (_topics.Find(normalized) is { } existing)
            {
                existing.RequireSame(specification);
                return false;
            }

            Insert(_topics.Create(normalized, specification), batch);
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
            if (_topics.Find(normalized) is { } existing)
            {
                existing.RequireSame(specification);
                if (existing.TrySet(update, batch))
                {
                    return false;
                }
            }

            lock (_gate)
            {
                if (_topics.Find(normalized) is null)
                {
                    ConstraintEvaluator.Require(update.Constraint, ConstraintTarget.Missing(normalized));
                    Topic topic = _topics.Create(normalized, specification);
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
            List<Topic> topics = [.. _topics.Match(selector).Where(condition)];
            _topics.Remove(topics);
            HashSet<Session> withRoom = [];
            foreach (Topic topic in topics)
            {
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
                _selecting.SubscribeToWhatHadNoRoom(session, _topics.Topics, batch);
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

            IReadOnlyList<Topic> matched = _topics.Match(selector);
            Limits.RequireRoomForSelections(subscriptions.SelectionCount + subscriptions.GrowthBySelecting(selector, scope, by));
            Limits.RequireRoomForSubscriptions(session, matched, by);
            subscriptions.Select(selector, scope, by);
            _selecting.Add(session);
            _selecting.Subscribe(session, matched, batch);
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
            _selecting.SubscribeToWhatHadNoRoom(session, _topics.Topics, batch);
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
                _selecting.SubscribeToWhatHadNoRoom(session, _topics.Topics, batch);
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
                _topics.Topics.Sum(topic => topic.SubscriberCount),
                _selecting.ScopeCount,
                _topics.Topics.Sum(topic => topic.RetainedEvents));
        }
    }

    private void Insert(Topic topic, WriteBatch batch)
    {
        topic.BackPressure = OnBackPressure;
        _topics.Insert(topic);
        _selecting.SubscribeTo(topic, batch);
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
}
