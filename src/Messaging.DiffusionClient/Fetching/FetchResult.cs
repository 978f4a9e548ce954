using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Fetching;

internal sealed class FetchResult<TValue>(IReadOnlyList<ITopicResult<TValue>> results, bool hasMore) : IFetchResult<TValue>
{
    public IReadOnlyList<ITopicResult<TValue>> Results => results;

    public bool HasMore => hasMore;

    public int Count => results.Count;

    public bool IsEmpty => results.Count == 0;
}
