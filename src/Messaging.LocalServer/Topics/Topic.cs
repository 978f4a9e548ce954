using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Topics;

/// <summary>A topic: its specification, its subscribers, and the order in which they get what it publishes.</summary>
/// <remarks>
/// <para>How it takes an update and what a new subscriber gets is for each kind of topic to say.</para>
/// <para>Lock: <see cref="Gate"/> guards value and subscribers. What is appended to subscribers' outputs is appended
/// under it, so all of them see one order. Order of locks: the <see cref="TopicTree"/>, a topic, an output.</para>
/// </remarks>
internal abstract class Topic
{
    private readonly List<Session> _subscribers = [];

    protected Topic(int id, string path, TopicSpecification specification)
    {
        Id = id;
        Path = path;
        Specification = specification;
    }

    /// <summary>The number of the topic in value frames. One for all sessions, so that they can share the frames.</summary>
    public int Id { get; }

    public string Path { get; }

    public TopicSpecification Specification { get; }

    public int SubscriberCount
    {
        get
        {
            lock (Gate)
            {
                return _subscribers.Count;
            }
        }
    }

    protected Lock Gate { get; } = new();

    protected bool IsRemoved { get; private set; }

    protected IReadOnlyList<Session> Subscribers => _subscribers;

    /// <summary>Sets the value if the constraint holds.</summary>
    /// <returns>False if the topic was removed in the meantime.</returns>
    /// <exception cref="Dispatch.ServiceException">The value or the constraint does not fit.</exception>
    public abstract bool TrySet(ReadOnlyMemory<byte> value, UpdateConstraint constraint, WriteBatch batch);

    /// <summary>What a fetch gets.</summary>
    public abstract (ReadOnlyMemory<byte>? Value, FetchedSize Size) Read();

    public void Subscribe(Session session, WriteBatch batch)
    {
        lock (Gate)
        {
            _subscribers.Add(session);
            session.SendRequest(
                ServiceId.SubscriptionNotification,
                session.NextConversationId(),
                new SubscriptionNotification(Id, Path, Specification),
                batch);
            SendInitial(session, batch);
        }
    }

    public void Unsubscribe(Session session, UnsubscriptionReason reason, WriteBatch batch)
    {
        lock (Gate)
        {
            Forget(session);
            Notify(session, reason, batch);
        }
    }

    /// <summary>Lets go of a session that has ended.</summary>
    public void Forget(Session session)
    {
        lock (Gate)
        {
            int index = _subscribers.IndexOf(session);
            if (index >= 0)
            {
                // The order among subscribers means nothing.
                _subscribers[index] = _subscribers[^1];
                _subscribers.RemoveAt(_subscribers.Count - 1);
            }
        }
    }

    /// <summary>Ends the topic.</summary>
    /// <returns>Who was subscribed until now.</returns>
    public IReadOnlyList<Session> Remove(WriteBatch batch)
    {
        lock (Gate)
        {
            IsRemoved = true;
            Session[] subscribers = [.. _subscribers];
            _subscribers.Clear();
            foreach (Session session in subscribers)
            {
                Notify(session, UnsubscriptionReason.Removed, batch);
            }

            return subscribers;
        }
    }

    /// <summary>Sends a new subscriber what is there already. Called under <see cref="Gate"/>.</summary>
    protected abstract void SendInitial(Session session, WriteBatch batch);

    private void Notify(Session session, UnsubscriptionReason reason, WriteBatch batch) => session.SendRequest(
        ServiceId.UnsubscriptionNotification,
        session.NextConversationId(),
        new UnsubscriptionNotification(Id, reason),
        batch);
}
