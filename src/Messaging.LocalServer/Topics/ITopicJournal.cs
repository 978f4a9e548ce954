namespace Messaging.LocalServer.Topics;

/// <summary>Takes down what happens to topics, before it happens: what cannot be taken down does not happen.</summary>
/// <remarks>
/// Called under the locks of the topic tree or of the topic, so that what is written has the order in which it took effect. Every member
/// throws a <see cref="Dispatch.ServiceException"/> if it could not write; then nothing is to change.
/// </remarks>
internal interface ITopicJournal
{
    /// <summary>A topic comes to be, with what it holds already. Called under the lock of the tree.</summary>
    void Add(Topic topic);

    /// <summary>A topic takes on a value, or the next event. Called under its lock.</summary>
    void Update(Topic topic, ReadOnlyMemory<byte> content);

    /// <summary>Topics go, all of them or none. Called under the lock of the tree, when nothing updates them any more.</summary>
    void Remove(IReadOnlyList<Topic> topics);
}
