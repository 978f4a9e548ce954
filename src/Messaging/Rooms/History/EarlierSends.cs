using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>Finds messages that an earlier try of this principal has posted.</summary>
/// <param name="series">The room.</param>
/// <param name="atHand">The latest messages that are known without asking the server.</param>
/// <param name="author">The principal by then.</param>
internal sealed class EarlierSends(MessageSeries series, Func<IEnumerable<TopicValue>> atHand, Func<string> author)
{
    /// <summary>How many of the latest messages are looked through.</summary>
    public const int Depth = 100;

    /// <summary>
    /// The receipt of the earlier try; <see langword="null"/> when there was none. What is at hand may not have the message yet,
    /// so the server is asked before anybody says no.
    /// </summary>
    public async Task<SendReceipt?> FindAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        MessageId id = message.Receipt.Id;
        if (Find(atHand().TakeLast(Depth), id) is { } known)
        {
            return known;
        }

        var query = new SeriesQuery(new SeriesAnchor.Last(Depth), new SeriesSpan.End());
        return Find(await series.QueryAsync(query, cancellationToken).ConfigureAwait(false), id);
    }

    private SendReceipt? Find(IEnumerable<TopicValue> messages, MessageId id)
    {
        string self = author();
        return messages
            .Where(value => MessageSeries.MessageOf(value).Author == self)
            .Select(value => (Event: MessageSeries.MessageOf(value), Stub: MessagePayload.ReadStub(value)))
            .Where(message => message.Stub.Id == id)
            .Select(message => new SendReceipt(id, message.Stub.Timestamp ?? message.Event.Timestamp) { Event = message.Event, WasDuplicate = true })
            .FirstOrDefault();
    }
}
