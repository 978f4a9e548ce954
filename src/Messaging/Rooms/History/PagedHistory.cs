using System.Runtime.CompilerServices;
using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>A query that reads a time series page by page.</summary>
internal sealed class PagedHistory(MessageSeries series, HistoryPosition start, Func<MessageId, bool> isOwn) : HistoryQuery
{
    private const int PageSizeForMessages = 100;

    public override IAsyncEnumerable<HistoryPage> AsPages(int pageSize = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaximumPageSize);
        return ReadPagesAsync(pageSize, CancellationToken.None);
    }

    public override async IAsyncEnumerator<ChatMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (HistoryPage page in ReadPagesAsync(PageSizeForMessages, cancellationToken).ConfigureAwait(false))
        {
            foreach (ChatMessage message in start.IsBackwards ? page.Messages.Reverse() : page.Messages)
            {
                yield return message;
            }
        }
    }

    private async IAsyncEnumerable<HistoryPage> ReadPagesAsync(int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (HistoryPosition? next = start; next is { } position;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<TopicValue> found = await AskAsync(position, pageSize, cancellationToken).ConfigureAwait(false);
            next = found.Count > pageSize ? Behind(position, found, pageSize) : null;
            yield return new HistoryPage(
                [.. Take(position, found, pageSize).Select(value => MessagePayload.ReadEvent(value, asHistory: true, isOwn))],
                next?.ToContinuation(series.Path));
        }
    }

    /// <summary>
    /// Asks for one more than the page has, to see whether it is the last, and for another one, because servers may count the
    /// anchor even when no message is there.
    /// </summary>
    private async Task<IReadOnlyList<TopicValue>> AskAsync(HistoryPosition position, int pageSize, CancellationToken cancellationToken)
    {
        if (position.IsBeforeEverything)
        {
            return [];
        }

        IReadOnlyList<TopicValue> found = await series.QueryAsync(position.ToQuery(pageSize + 2), cancellationToken).ConfigureAwait(false);
        return [.. found.Where(value => position.Contains(MessageSeries.MessageOf(value)))];
    }

    private static IEnumerable<TopicValue> Take(HistoryPosition position, IReadOnlyList<TopicValue> found, int count) =>
        position.IsBackwards ? found.TakeLast(count) : found.Take(count);

    private static HistoryPosition Behind(HistoryPosition position, IReadOnlyList<TopicValue> found, int count)
    {
        TopicValue last = position.IsBackwards ? found[^count] : found[count - 1];
        long sequence = MessageSeries.MessageOf(last).Sequence;
        return new HistoryPosition(position.IsBackwards, position.IsBackwards ? sequence : sequence + 1);
    }
}
