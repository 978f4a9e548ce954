namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>The latest values of the topics whose updates are held back from one session, in the order in which that began.</summary>
/// <remarks>
/// One value for each topic at most, and always the one that the topic has: what it costs is a reference. So it is bounded by the number of
/// topics that the session is subscribed to. Guarded by the lock of its <see cref="SessionOutput"/>.
/// </remarks>
internal sealed class HeldValues
{
    private readonly Dictionary<int, LinkedListNode<(int TopicId, byte[] Frame)>> _nodes = [];
    private readonly LinkedList<(int TopicId, byte[] Frame)> _values = new();

    public bool IsEmpty => _values.Count == 0;

    /// <summary>The value that is held back for the longest time. Not for an empty one.</summary>
    public byte[] Next => _values.First!.Value.Frame;

    /// <summary>Puts a topic's new value in the place of the one that is held back.</summary>
    /// <returns>False if none is.</returns>
    public bool TryReplace(int topicId, byte[] frame)
    {
        if (!_nodes.TryGetValue(topicId, out LinkedListNode<(int TopicId, byte[] Frame)>? node))
        {
            return false;
        }

        node.Value = (topicId, frame);
        return true;
    }

    /// <summary>Holds back the value of a topic of which none is.</summary>
    public void Add(int topicId, byte[] frame) => _nodes.Add(topicId, _values.AddLast((topicId, frame)));

    /// <summary>Forgets <see cref="Next"/>.</summary>
    public void RemoveNext() => Remove(_values.First!.Value.TopicId);

    /// <summary>Forgets the value of a topic, if one is held back.</summary>
    public void Remove(int topicId)
    {
        if (_nodes.Remove(topicId, out LinkedListNode<(int TopicId, byte[] Frame)>? node))
        {
            _values.Remove(node);
        }
    }
}
