#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>The events that a query returned. Immutable.</summary>
/// <typeparam name="TValue">The type of the events' values.</typeparam>
public interface IQueryResult<TValue>
{
    /// <summary>The events, in the order that <see cref="StreamStructure"/> names. May be enumerated again.</summary>
    IEnumerable<IEvent<TValue>> Events { get; }

    /// <summary>Whether <see cref="Events"/> are all that the query selects.</summary>
    bool IsComplete { get; }

    /// <summary>How many events the query selects: more than <see cref="Events"/> if a limit cut them off.</summary>
    long SelectedCount { get; }

    /// <summary>What the events are to each other.</summary>
    StreamStructure StreamStructure { get; }

    /// <summary>
    /// Merges two results into the events that count: for each original event its latest edit, or itself if neither has one, in
    /// the order of the originals. Of two events with the same sequence number that of <paramref name="other"/> counts.
    /// </summary>
    /// <param name="other">The other result, usually the later one.</param>
    /// <returns>A new result, complete in itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    IQueryResult<TValue> Merge(IQueryResult<TValue> other);
}
