using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
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

    protected Topic(int id, string path, TopicSpecification specification, TopicTypeCode valueType)
    {
        Id = id;
        Path = path;
        Specification = specification;
        ValueType = valueType;
        Transfer = TopicTransfer.Of(specification, valueType);
        Conflation = ConflationPolicies.Of(specification);
    }

    /// <summary>The number of the topic in value frames. One for all sessions, so that they can share the frames.</summary>
    public int Id { get; }

    public string Path { get; }

    public TopicSpecification Specification { get; }

    /// <summary>The data type of the values that it takes.</summary>
    public TopicTypeCode ValueType { get; }

    /// <summary>What becomes of its updates for sessions that read too slowly.</summary>
    public ConflationPolicy Conflation { get; }

    /// <summary>Ends the subscription of a session that reads too slowly. Called when no lock is held.</summary>
    public Action<Topic, Session, WriteBatch>? BackPressure { get; set; }

    /// <summary>How many events of a time series it holds.</summary>
    public virtual int RetainedEvents => 0;

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

    /// <summary>Whether the topic outlives the server, if the server keeps anything (TOPIC-84).</summary>
    public bool IsPersistent => !string.Equals(Specification.Find("PERSISTENT"), "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes down updates; null for a topic that ends with the server, or as long as nobody knows of it.</summary>
    public ITopicJournal? Journal { get; set; }

    /// <summary>In which forms values travel.</summary>
    protected TopicTransfer Transfer { get; }

    /// <summary>Sets the value if the constraint holds.</summary>
    /// <returns>False if the topic was removed in the meantime.</returns>
    /// <exception cref="ServiceException">The value or the constraint does not fit.</exception>
    public abstract bool TrySet(in TopicUpdate update, WriteBatch batch);

    /// <summary>What a fetch gets.</summary>
    public abstract (ReadOnlyMemory<byte>? Value, FetchedSize Size) Read();

    /// <exception cref="ServiceException">Its specification is another one.</exception>
    public void RequireSame(TopicSpecification specification)
    {
        if (!Specification.Equals(specification))
        {
            throw new ServiceException(
                ServiceErrorCode.TopicExistsMismatch,
                $"The topic {Path} exists with another specification: {Specification}.");
        }
    }

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

    /// <summary>What the topic holds, from the oldest to the latest: what makes a topic like it when it is restored in this order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> CopyContents()
    {
        lock (Gate)
        {
            return ContentsUnderGate();
        }
    }

    /// <summary>Takes on what was taken down before a restart. For a topic that nobody knows of yet.</summary>
    /// <exception cref="InvalidDataException">It does not fit to what is there; the message says why, as a clause.</exception>
    public abstract void Restore(ReadOnlyMemory<byte> content, WireWriter scratch);

    /// <summary>Refuses updates from now on, or takes them again: for a removal that is about to happen, or could not.</summary>
    public void SetRemoved(bool isRemoved)
    {
        lock (Gate)
        {
            IsRemoved = isRemoved;
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

    /// <summary>What the topic holds, as <see cref="CopyContents"/> tells it. Called under <see cref="Gate"/>.</summary>
    protected abstract IReadOnlyList<ReadOnlyMemory<byte>> ContentsUnderGate();

    /// <summary>Sends a new subscriber what is there already. Called under <see cref="Gate"/>.</summary>
    protected abstract void SendInitial(Session session, WriteBatch batch);

    /// <summary>Refuses bytes that are no value of <see cref="ValueType"/>.</summary>
    /// <exception cref="ServiceException">They are none; the message says why.</exception>
    protected void RequireValid(ReadOnlyMemory<byte> value)
    {
        if (!TopicValue.IsValid(ValueType, value, out string? problem))
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, $"Not a {ValueType} value for the {Specification.Type} topic {Path}: {problem}");
        }
    }

    /// <summary>Sends a value to all subscribers. Called under <see cref="Gate"/>.</summary>
    /// <param name="next">The value.</param>
    /// <param name="previous">
    /// What every subscriber has: it came with the subscription or was published since. Null if they have nothing.
    /// </param>
    /// <param name="batch">Takes the connections that are written to.</param>
    protected void Publish(PublishedValue next, PublishedValue? previous, WriteBatch batch)
    {
        if (_subscribers.Count == 0)
        {
            return;
        }

        byte[]? delta = EncodeDelta(next, previous, batch);
        foreach (Session session in _subscribers)
        {
            byte[] value = next.FrameFor(session);
            if (!session.Output.AppendUpdate(Id, delta ?? value, value, Conflation, batch))
            {
                EndLater(session, batch);
            }
        }
    }

    // The tree's lock comes before this topic's. A method of its own: what a closure captures is allocated where it is declared, and in
    // the loop that is once for every subscriber of every update.
    private void EndLater(Session session, WriteBatch batch) => batch.Defer(later => BackPressure?.Invoke(this, session, later));

    private byte[]? EncodeDelta(PublishedValue next, PublishedValue? previous, WriteBatch batch)
    {
        // An unchanged value is sent in full: clients cannot take the delta that says so (TOPIC-61), and in a chat
        // two equal messages are two messages.
        if (previous is null || !Transfer.MayUseDelta(next.Value.Length) || next.Value.Span.SequenceEqual(previous.Value.Span))
        {
            return null;
        }

        byte[] delta = BinaryDelta.Diff(previous.Value.Span, next.Value.Span);
        if (!TopicTransfer.IsClearlySmaller(delta.Length, next.Value.Length))
        {
            return null;
        }

        ThreadScratch.Writer.Clear();
        Frame.WriteDelta(ThreadScratch.Writer, Id, delta);
        return WebSocketFrameHeader.Frame(ThreadScratch.Writer.WrittenSpan);
    }

    private void Notify(Session session, UnsubscriptionReason reason, WriteBatch batch)
    {
        session.Output.ForgetHeld(Id);
        session.SendRequest(
            ServiceId.UnsubscriptionNotification,
            session.NextConversationId(),
            new UnsubscriptionNotification(Id, reason),
            batch);
    }
}
