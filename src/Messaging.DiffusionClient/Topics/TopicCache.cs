using System.Diagnostics.CodeAnalysis;

namespace Messaging.DiffusionClient.Topics;

/// <summary>The topics that the session is subscribed to, by id and by path. Touched only in the session's callback sequence.</summary>
internal sealed class TopicCache
{
    private readonly Dictionary<int, SubscribedTopic> _byId = [];
    private readonly Dictionary<string, SubscribedTopic> _byPath = new(StringComparer.Ordinal);

    /// <summary>All topics, as they are now: callbacks that run meanwhile may change them.</summary>
    public SubscribedTopic[] All => [.. _byPath.Values];

    public bool TryGet(int id, [NotNullWhen(true)] out SubscribedTopic? topic) => _byId.TryGetValue(id, out topic);

    public bool TryGet(string path, [NotNullWhen(true)] out SubscribedTopic? topic) => _byPath.TryGetValue(path, out topic);

    public void Add(SubscribedTopic topic)
    {
        _byId.Add(topic.Id, topic);
        _byPath.Add(topic.Path, topic);
    }

    public void Remove(SubscribedTopic topic)
    {
        _byId.Remove(topic.Id);
        _byPath.Remove(topic.Path);
    }

    public void Clear()
    {
        _byId.Clear();
        _byPath.Clear();
    }
}
