using System.Runtime.CompilerServices;

namespace Messaging.Testing;

/// <summary>A query of a fake room's history.</summary>
/// <param name="history">The history.</param>
/// <param name="isBackwards">Whether it leads from newer messages to older ones.</param>
/// <param name="isPart">Which messages belong to it, by the events that posted them.</param>
internal sealed class FakeHistoryQuery(FakeHistory history, bool isBackwards, Func<EventMetadata, bool> isPart) : HistoryQuery
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
            foreach (ChatMessage message in isBackwards ? page.Messages.Reverse() : page.Messages)
            {
                yield return message;
            }
        }
    }

    private async IAsyncEnumerable<HistoryPage> ReadPagesAsync(int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        for (Func<EventMetadata, bool>? next = isPart; next is { } isInPage;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<FakeEntry> entries, string? continuation) = history.Take(isInPage, isBackwards, pageSize);
            next = continuation is null ? null
                : isBackwards ? posted => posted.Sequence < entries[0].Posted.Sequence
                : posted => posted.Sequence > entries[^1].Posted.Sequence;
            yield return new HistoryPage([.. entries.Select(entry => entry.Present)], continuation);
        }
    }
}
