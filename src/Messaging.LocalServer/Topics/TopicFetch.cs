using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics;

/// <summary>Answers one fetch request from the topics that its selector matched (TOPIC-36, TOPIC-37).</summary>
internal sealed class TopicFetch
{
    // Lengths, type, flags, index and sizes of one result, generously.
    private const int ResultOverhead = 32;

    private readonly FetchRequest _request;
    private readonly long _room;
    private readonly long _maximumSize;
    private readonly Dictionary<string, int> _deepBranches = new(StringComparer.Ordinal);

    /// <param name="request">What is asked for.</param>
    /// <param name="room">How many bytes the answer may have, whatever was asked for.</param>
    public TopicFetch(FetchRequest request, int room)
    {
        _request = request;
        _room = room;
        _maximumSize = Math.Min(request.MaximumResultSize, room);
    }

    /// <exception cref="ServiceException">There is no room for the first result.</exception>
    public FetchResponse Run(IEnumerable<Topic> matched)
    {
        bool fromEnd = _request.Limit < 0;
        List<Topic> topics = [.. matched.Where(topic => HasType(topic) && IsInRange(topic.Path))];
        topics.Sort((left, right) => PathOrder.Instance.Compare(left.Path, right.Path));
        if (fromEnd)
        {
            topics.Reverse();
        }

        (List<FetchedTopic> results, bool hasMore) = TakeWithinLimits(topics);
        if (fromEnd)
        {
            // The last ones are answered in path order all the same.
            results.Reverse();
        }

        return new FetchResponse(results, hasMore);
    }

    private (List<FetchedTopic> Results, bool HasMore) TakeWithinLimits(List<Topic> topics)
    {
        long limit = Math.Abs((long)_request.Limit);
        List<FetchedTopic> results = [];
        long size = 0;
        foreach (Topic topic in topics.Where(IsWithinBranchLimit))
        {
            FetchedTopic result = Read(topic);
            size += SizeOf(result);
            if (results.Count == 0 && limit > 0 && size > _room)
            {
                // An empty result with more to come would have the caller ask for ever.
                throw new ServiceException(
                    ServiceErrorCode.RejectedRequest,
                    $"The result for the topic {topic.Path} may have {size} bytes and there is room for {_room}.");
            }

            if (results.Count >= limit || size > _maximumSize)
            {
                return (results, HasMore: true);
            }

            results.Add(result);
        }

        return (results, HasMore: false);
    }

    private static long SizeOf(FetchedTopic result) =>
        ResultOverhead
        + (3L * result.Path.Length)
        + (result.Value?.Length ?? 0)
        + (3L * result.Properties.Sum(property => property.Key.Length + property.Value.Length));

    private bool HasType(Topic topic) => (_request.TopicTypes & (1 << (int)topic.Specification.Type)) != 0;

    private bool IsInRange(string path) =>
        (_request.From is not { } from || IsBeyond(PathOrder.Instance.Compare(path, Trim(from.Path)), from.Inclusive))
        && (_request.To is not { } to || IsBeyond(PathOrder.Instance.Compare(Trim(to.Path), path), to.Inclusive));

    private static bool IsBeyond(int order, bool inclusive) => inclusive ? order >= 0 : order > 0;

    private static string Trim(string path) => path.Trim(TopicPath.Separator);

    private bool IsWithinBranchLimit(Topic topic)
    {
        if (BranchOf(topic.Path) is not { } branch)
        {
            return true;
        }

        int count = _deepBranches.GetValueOrDefault(branch);
        if (count >= _request.DeepBranchLimit)
        {
            return false;
        }

        _deepBranches[branch] = count + 1;
        return true;
    }

    /// <summary>The root of the deep branch that a path is in: its first segments, if it has that many.</summary>
    private string? BranchOf(string path)
    {
        int depth = 0;
        for (int i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || path[i] == TopicPath.Separator)
            {
                depth++;
                if (depth >= _request.DeepBranchDepth)
                {
                    return path[..i];
                }
            }
        }

        return null;
    }

    private FetchedTopic Read(Topic topic)
    {
        (ReadOnlyMemory<byte>? value, FetchedSize size) = topic.Read();
        return new FetchedTopic(
            topic.Path,
            topic.Specification.Type,
            _request.WithValues ? value : null,
            _request.WithProperties ? topic.Specification.Properties : [],
            _request.WithSizes ? size : default);
    }
}
