using Messaging.Rooms.History;
using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>What has come to a time series since a moment, to find messages in. Immutable but for what is known of edited ones.</summary>
/// <param name="messages">The messages as they stand, in the order of the room.</param>
/// <param name="isSameSeries">Whether the room is certain to be the same as at that moment.</param>
/// <param name="isComplete">Whether nothing else has come since.</param>
/// <param name="self">The client's principal.</param>
internal sealed class HistoryTail(IReadOnlyList<TopicValue> messages, bool isSameSeries, bool isComplete, string self)
{
    private static readonly SearchResult NotThere = new SearchResult.NotThere();

    private readonly TopicValue[] _edited = [.. messages.Where(IsEdited)];
    private readonly HashSet<EventMetadata> _explained = [];
    private ILookup<MessageId?, TopicValue> _byId = ById(messages);

    /// <summary>Whether an event is an edit of a message, whose text is all that has to be left of that.</summary>
    public static bool IsEdited(TopicValue value) => MessageSeries.MessageOf(value) != value.Event;

    /// <summary>A receipt as the server's answer would have been.</summary>
    public static SendReceipt ToReceipt(TopicValue found, MessageId id)
    {
        EventMetadata posted = MessageSeries.MessageOf(found);
        return new SendReceipt(id, MessagePayload.ReadStub(found).Timestamp ?? posted.Timestamp) { Event = posted };
    }

    public SearchResult Find(PendingMessage sought)
    {
        // Ids that were made here nobody else has, whoever is said to be the author.
        OutgoingMessage message = sought.Message;
        TopicValue[] withItsId = [.. _byId[message.Id]];
        if (withItsId.FirstOrDefault(value => MayBeAuthor(value, sought) || !message.HasGivenId) is { } found)
        {
            return new SearchResult.Found(ToReceipt(found, message.Id));
        }

        if (withItsId.FirstOrDefault() is { } others)
        {
            EventMetadata posted = MessageSeries.MessageOf(others);
            return new SearchResult.Unclear(
                $"There is a message with its id, number {posted.Sequence}, that the server has of '{posted.Author}'.");
        }

        if (!isComplete)
        {
            return new SearchResult.Unclear("The server does not retain all that was said since; look at the room, or send it again.");
        }

        return Array.Find(_edited, value => MayConceal(value, sought)) is { } edited
            ? new SearchResult.Unclear(
                $"Message {MessageSeries.MessageOf(edited).Sequence} may be it: somebody has edited that since, and with which id it was "
                + "posted the server does not tell.")
            : NotThere;
    }

    /// <summary>The edited messages of which one may be one of these, as long as nobody knows what they were.</summary>
    public IReadOnlyList<TopicValue> FindConcealing(IReadOnlyList<PendingMessage> sought)
    {
        if (_edited.Length == 0)
        {
            return [];
        }

        PendingMessage[] missing = [.. sought.Where(message => Find(message) is not SearchResult.Found)];
        return [.. _edited.Where(value => Array.Exists(missing, message => MayConceal(value, message)))];
    }

    /// <summary>This is how some of the edited messages were posted.</summary>
    public void Explain(IReadOnlyList<TopicValue> posted)
    {
        if (posted.Count > 0)
        {
            _explained.UnionWith(posted.Select(value => value.Event!));
            _byId = ById([.. messages, .. posted]);
        }
    }

    /// <summary>
    /// Whether an edited message may be this one, whose id the edit has not carried on. Clients of others know nothing of ids, or give
    /// new ones. Who has posted it no edit changes.
    /// </summary>
    private bool MayConceal(TopicValue edited, PendingMessage sought)
    {
        EventMetadata posted = MessageSeries.MessageOf(edited);
        long known = isSameSeries && sought.Mark is RoomMark.History { LastMessage: { } last } ? last.Sequence : -1;
        return posted.Sequence > known && !_explained.Contains(posted) && MayBeAuthor(edited, sought);
    }

    private bool MayBeAuthor(TopicValue value, PendingMessage sought) =>
        MessageSeries.MessageOf(value).Author is var author && (author == self || sought.MayBeBy(author));

    private static ILookup<MessageId?, TopicValue> ById(IEnumerable<TopicValue> values) =>
        values.ToLookup(value => MessagePayload.ReadStub(value).Id);
}
