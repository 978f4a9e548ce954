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

    private static readonly SearchResult NotThere = new SearchResult.NotThere();

    public RoomMark Mark() => feed.Mark();

    public async Task<IReadOnlyList<SearchResult>> SearchAsync(
        ITopicSession session, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        var mark = (RoomMark.History)messages[0].Mark!;
        Tail tail = await ReadSinceAsync(session, mark, cancellationToken).ConfigureAwait(false);
        string self = author();

        // Each was sent when more was known than before the first. A message that is sent again may be older, and has its own turn.
        return [.. messages.TakeWhile(message => IsCovered(mark, message)).Select(message => Find(tail, message, self))];
    }

    public async Task<SendReceipt?> FindEarlierAsync(ITopicSession session, OutgoingMessage message, CancellationToken cancellationToken)
    {
        string self = author();
        if (Match(feed.Look().Messages.TakeLast(EarlierDepth).Select(known => known.Value), message, other => other == self) is { } known)
        {
            return known with { WasDuplicate = true };
        }

        // What is at hand may not have the message yet, so the server is asked before anybody says no.
        var query = new SeriesQuery(new SeriesAnchor.Last(EarlierDepth), new SeriesSpan.End());
        IReadOnlyList<TopicValue> found = await On(session).QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return Match(found, message, other => other == self) is { } earlier ? earlier with { WasDuplicate = true } : null;
    }

    private static bool IsCovered(RoomMark.History mark, PendingMessage message) =>
        message.Mark is RoomMark.History own && own.Series == mark.Series
        && (own.LastMessage?.Sequence ?? -1) >= (mark.LastMessage?.Sequence ?? -1);

    private static SearchResult Find(Tail tail, PendingMessage message, string self)
    {
        bool IsOwn(string other) => other == self || message.MayBeBy(other);
        OutgoingMessage sought = message.Message;
        if ((Match(tail.Messages, sought, IsOwn) ?? (sought.HasGivenId ? null : Match(tail.Messages, sought, _ => true))) is { } receipt)
        {
            return new SearchResult.Found(receipt);
        }

        if (sought.HasGivenId && Match(tail.Messages, sought, _ => true) is { Event: { } other })
        {
            return new SearchResult.Unclear(
                $"There is a message with its id, number {other.Sequence}, that the server has of '{other.Author}'.");
        }

        return tail.IsComplete
            ? NotThere
            : new SearchResult.Unclear("The server does not retain all that was said since; look at the room, or send it again.");
    }

    /// <summary>A receipt as the server's answer would have been. Ids that were made here nobody else has, whoever is said to be the author.</summary>
    private static SendReceipt? Match(IEnumerable<TopicValue> messages, OutgoingMessage sought, Func<string, bool> isAuthor) => messages
        .Where(value => isAuthor(MessageSeries.MessageOf(value).Author))
        .Select(value => (Event: MessageSeries.MessageOf(value), Stub: MessagePayload.ReadStub(value)))
        .Where(message => message.Stub.Id == sought.Id)
        .Select(message => new SendReceipt(sought.Id, message.Stub.Timestamp ?? message.Event.Timestamp) { Event = message.Event })
        .FirstOrDefault();

    private async Task<Tail> ReadSinceAsync(ITopicSession session, RoomMark.History mark, CancellationToken cancellationToken)
    {
        if (mark.LastMessage is { } last && feed.Mark().Series == mark.Series)
        {
            IReadOnlyList<TopicValue> since = await ReadAsync(session, new SeriesAnchor.At(last.Sequence), cancellationToken).ConfigureAwait(false);
            EventMetadata? first = since.Count > 0 ? MessageSeries.MessageOf(since[0]) : null;
            bool isThatSeries = feed.Mark().Series == mark.Series && (first?.Sequence != last.Sequence || first == last);
            if (first is not null && isThatSeries)
            {
                return new Tail(since, IsComplete: since.Count < MostMessages - 1 && first.Sequence <= last.Sequence + 1);
            }
        }

        // The room was empty then, or has been created again since.
        IReadOnlyList<TopicValue> all = await ReadAsync(session, new SeriesAnchor.Start(), cancellationToken).ConfigureAwait(false);
        bool isAll = all.Count > 0
            ? all.Count < MostMessages - 1 && MessageSeries.MessageOf(all[0]).Sequence == 0
            : await IsEmptyAsync(session, cancellationToken).ConfigureAwait(false);
        return new Tail(all, isAll);
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

    /// <summary>What has come to a room since a moment.</summary>
    private sealed record Tail(IReadOnlyList<TopicValue> Messages, bool IsComplete);
}
