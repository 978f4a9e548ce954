using System.Collections.Concurrent;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics;

/// <summary>Which topics there are: by their path, with a number each, and known to the journal where they are persistent.</summary>
/// <remarks>Belongs to the lock of the <see cref="TopicTree"/>, except <see cref="Count"/> and <see cref="Find"/>.</remarks>
internal sealed class TopicCatalog(TopicFactory factory, TopicLimits limits)
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private ITopicJournal? _journal;
    private int _lastTopicId;

    public int Count => _topics.Count;

    public IEnumerable<Topic> Topics => _topics.Values;

    /// <summary>Looks a topic up. Needs no lock.</summary>
    /// <param name="path">A normalized path.</param>
    public Topic? Find(string path) => _topics.GetValueOrDefault(path);

    /// <summary>The topics that a selector matches, in no order.</summary>
    public IReadOnlyList<Topic> Match(TopicSelector selector)
    {
        if (selector.IsPath(out string? path))
        {
            return Find(path) is { } topic ? [topic] : [];
        }

        return [.. Topics.Where(topic => selector.Matches(topic.Path))];
    }

    /// <summary>Begins with topics of a server before this one, and takes down what happens from now on.</summary>
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
            _topics[topic.Path] = topic;
        }
    }

    /// <summary>Makes a topic with a number of its own, which is not among the others before <see cref="Insert"/>.</summary>
    public Topic Create(string path, TopicSpecification specification)
    {
        limits.RequireRoomForTopic(_topics.Count);
        TopicLimits.RequireSpecification(specification);
        return factory.Create(++_lastTopicId, path, specification);
    }

    public void Insert(Topic topic)
    {
        if (_journal is not null && topic.IsPersistent)
        {
            _journal.Add(topic);
            topic.Journal = _journal;
        }

        _topics[topic.Path] = topic;
    }

    /// <summary>Takes topics out, all of them, or none when that cannot be taken down.</summary>
    public void Remove(IReadOnlyList<Topic> topics)
    {
        TakeDownRemoval(topics);
        foreach (Topic topic in topics)
        {
            _topics.TryRemove(topic.Path, out _);
        }
    }

    // An update that was taken down after the removal of its topic would be one of a topic that never was.
    private void TakeDownRemoval(IReadOnlyList<Topic> topics)
    {
        if (_journal is null || topics.Count == 0)
        {
            return;
        }

        SetRemoved(topics, true);
        try
        {
            _journal.Remove([.. topics.Where(topic => topic.Journal is not null)]);
        }
        catch
        {
            SetRemoved(topics, false);
            throw;
        }
    }

    private static void SetRemoved(IReadOnlyList<Topic> topics, bool isRemoved)
    {
        foreach (Topic topic in topics)
        {
            topic.SetRemoved(isRemoved);
        }
    }
}
