using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>Fetches messages that are older than what is known, page by page, from the oldest on.</summary>
/// <param name="topicPath">The room's topic.</param>
/// <param name="toEvent">Makes an event of what the session delivers.</param>
/// <param name="from">Where to begin.</param>
/// <param name="known">What is known already.</param>
internal sealed class SeriesPages(
    string topicPath, Func<TopicValue, SeriesEvent> toEvent, SeriesAnchor from, TimelineSnapshot known)
{
    /// <summary>How many messages a query asks for at most.</summary>
    public const int PageSize = 1000;

    private SeriesAnchor _anchor = from;
    private long _next = from is SeriesAnchor.At at ? at.Sequence : 0;

    /// <summary>Whether there is nothing more to fetch.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Why nothing more can be fetched.</summary>
    public MessagingException? Failure { get; private set; }

    /// <summary>Fetches the next page. A failure is kept and not thrown.</summary>
    public async Task<IReadOnlyList<SeriesEvent>> FetchAsync(CancellationToken cancellationToken)
    {
        bool fits = MostMessages <= PageSize;
        SeriesSpan span = fits ? new SeriesSpan.At(known.Start - 1) : new SeriesSpan.Next(PageSize - 1);
        try
        {
            IReadOnlyList<TopicValue> found = await known.Session!
                .QueryAsync(topicPath, new SeriesQuery(_anchor, span), cancellationToken)
                .ConfigureAwait(false);
            SeriesEvent[] page = [.. found.Select(toEvent).SkipWhile(message => message.Message.Sequence < _next)];
            IsDone = fits || page.Length < PageSize - 1 || page[^1].Message.Sequence >= known.Start;
            if (!IsDone)
            {
                _next = page[^1].Message.Sequence + 1;
                _anchor = new SeriesAnchor.At(_next);
            }

            return [.. page.TakeWhile(message => message.Message.Sequence < known.Start && known.MayFollow(message.Message))];
        }
        catch (MessagingException failure)
        {
            Failure = failure;
            IsDone = true;
            return [];
        }
    }

    private long MostMessages =>
        Math.Min(known.Start - _next, _anchor is SeriesAnchor.Last last ? last.Count : long.MaxValue);
}
