using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.DiffusionClient.TimeSeries;

internal sealed class QueryResult<TValue>(IReadOnlyCollection<IEvent<TValue>> events, long selectedCount, StreamStructure structure)
    : IQueryResult<TValue>
{
    public IEnumerable<IEvent<TValue>> Events => events;

    public bool IsComplete => selectedCount == events.Count;

    public long SelectedCount => selectedCount;

    public StreamStructure StreamStructure => structure;

    public IQueryResult<TValue> Merge(IQueryResult<TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SortedDictionary<long, IEvent<TValue>> byOriginal = [];
        foreach (IEvent<TValue> candidate in Events.Concat(other.Events))
        {
            long original = candidate.OriginalMetadata.Sequence;
            if (!byOriginal.TryGetValue(original, out IEvent<TValue>? known) || known.Metadata.Sequence <= candidate.Metadata.Sequence)
            {
                byOriginal[original] = candidate;
            }
        }

        return new QueryResult<TValue>([.. byOriginal.Values], byOriginal.Count, StreamStructure.VALUE_EVENT_STREAM);
    }
}
