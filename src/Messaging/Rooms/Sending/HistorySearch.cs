using Messaging.Rooms.History;
using Messaging.Rooms.Reading;
using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>
/// Looks for messages in a time series: among all that was appended since the last message that was known before they were sent.
/// A server retains the latest events without a hole, so when it still has that message, it has whatever came behind it.
/// </summary>
/// <param name="topic">The room.</param>
/// <param name="feed">What the client knows of the room.</param>
/// <param name="author">The principal by then.</param>
/// <param name="refused">Is told when the principal may not read the history.</param>
internal sealed class HistorySearch(RoomTopic topic, HistoryFeed feed, Func<string> author, Action refused) : IMessageSearch
{
    /// <summary>How many messages are looked through. Where more have come since, nobody can tell.</summary>
    public const int MostMessages = 10_000;

    /// <summary>How many of the latest messages are looked through for a try of which nothing is known.</summary>
    public const int EarlierDepth = 100;

    public RoomMark Mark() => feed.Mark();

    public async Task<IReadOnlyList<SearchResult>> SearchAsync(
        ITopicSession session, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        var mark = (RoomMark.History)messages[0].Mark!;
        HistoryTail tail = await ReadSinceAsync(session, mark, cancellationToken).ConfigureAwait(false);

        // Each was sent when more was known than before the first. A message that is sent again may be older, and has its own turn.
        PendingMessage[] sought = [.. messages.TakeWhile(message => IsCovered(mark, message))];
        tail.Explain(await ReadPostedAsync(session, tail.FindConcealing(sought), cancellationToken).ConfigureAwait(false));
        return [.. sought.Select(tail.Find)];
    }

    public async Task<SendReceipt?> FindEarlierAsync(ITopicSession session, OutgoingMessage message, CancellationToken cancellationToken)
    {
        string self = author();
        if (Match(feed.Look().Messages.TakeLast(EarlierDepth).Select(known => known.Value), message.Id, self) is { } known)
        {
            return known;
        }

        // What is at hand may not have the message yet, so the server is asked before anybody says no.
        var query = new SeriesQuery(new SeriesAnchor.Last(EarlierDepth), new SeriesSpan.End());
        IReadOnlyList<TopicValue> found = await On(session).QueryAsync(query, cancellationToken).ConfigureAwait(false);
        if (Match(found, message.Id, self) is { } earlier)
        {
            return earlier;
        }

        TopicValue[] withoutId = [.. found.Where(value => HistoryTail.IsEdited(value) && IsBy(value, self) && MessagePayload.ReadStub(value).Id is null)];
        return Match(await ReadPostedAsync(session, withoutId, cancellationToken).ConfigureAwait(false), message.Id, self);
    }

    private static bool IsCovered(RoomMark.History mark, PendingMessage message) =>
        message.Mark is RoomMark.History own && own.Series == mark.Series
        && (own.LastMessage?.Sequence ?? -1) >= (mark.LastMessage?.Sequence ?? -1);

    private static SendReceipt? Match(IEnumerable<TopicValue> values, MessageId id, string self) =>
        values.FirstOrDefault(value => IsBy(value, self) && MessagePayload.ReadStub(value).Id == id) is { } found
            ? HistoryTail.ToReceipt(found, id) with { WasDuplicate = true }
            : null;

    private static bool IsBy(TopicValue value, string self) => MessageSeries.MessageOf(value).Author == self;

    private async Task<HistoryTail> ReadSinceAsync(ITopicSession session, RoomMark.History mark, CancellationToken cancellationToken)
    {
        if (mark.LastMessage is { } last && feed.Mark().Series == mark.Series)
        {
            IReadOnlyList<TopicValue> since = await ReadAsync(session, new SeriesAnchor.At(last.Sequence), cancellationToken).ConfigureAwait(false);
            EventMetadata? first = since.Count > 0 ? MessageSeries.MessageOf(since[0]) : null;
            bool isThatSeries = feed.Mark().Series == mark.Series && (first?.Sequence != last.Sequence || first == last);
            if (first is not null && isThatSeries)
            {
                bool isComplete = since.Count < MostMessages - 1 && first.Sequence <= last.Sequence + 1;
                return new HistoryTail(since, isSameSeries: true, isComplete, author());
            }
        }

        // The room was empty then, or has been created again since.
        IReadOnlyList<TopicValue> all = await ReadAsync(session, new SeriesAnchor.Start(), cancellationToken).ConfigureAwait(false);
        bool isAll = all.Count > 0
            ? all.Count < MostMessages - 1 && MessageSeries.MessageOf(all[0]).Sequence == 0
            : await IsEmptyAsync(session, cancellationToken).ConfigureAwait(false);
        return new HistoryTail(all, isSameSeries: false, isAll, author());
    }

    /// <summary>Edited messages as they were posted, as far as the server tells.</summary>
    private async Task<IReadOnlyList<TopicValue>> ReadPostedAsync(
        ITopicSession session, IReadOnlyList<TopicValue> edited, CancellationToken cancellationToken)
    {
        if (edited.Count == 0)
        {
            return [];
        }

        try
        {
            // A refusal is nothing out of the ordinary: few may read what was edited, and nobody needs to hear of it.
            var series = new MessageSeries(topic.Path, () => session, static () => { });
            return await series.FindPostedAsync(edited, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            return [];
        }
    }

    private Task<IReadOnlyList<TopicValue>> ReadAsync(ITopicSession session, SeriesAnchor from, CancellationToken cancellationToken) =>
        On(session).QueryAsync(new SeriesQuery(from, new SeriesSpan.Next(MostMessages)), cancellationToken);

    /// <summary>
    /// Whether nothing was appended, as opposed to edits that have displaced all messages: a subscription to a series that has
    /// events does not begin with nothing.
    /// </summary>
    private async Task<bool> IsEmptyAsync(ITopicSession session, CancellationToken cancellationToken) =>
        await session.DescribeTopicAsync(topic.Path, cancellationToken).ConfigureAwait(false) is null || feed.Look().Last < 0;

    private MessageSeries On(ITopicSession session) => new(topic.Path, () => session, refused);
}
