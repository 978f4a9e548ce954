using Messaging.Rooms.Reading;
using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>
/// Looks for messages in a topic that holds one: what it holds now, compared with what it held before they were sent, is all that
/// anybody can know.
/// </summary>
internal sealed class LiveSearch(RoomSubscription subscription) : IMessageSearch
{
    private readonly LiveFeed _feed = (LiveFeed)subscription.Feed;

    public RoomMark Mark() => new RoomMark.Live(_feed.Held);

    public async Task<IReadOnlyList<SearchResult>> SearchAsync(
        ITopicSession session, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        bool isSubscribed = await subscription.ConfirmAsync(session, cancellationToken).ConfigureAwait(false) && _feed.MayRead;
        return isSubscribed
            ? Find(messages, _feed.Held)
            : [.. messages.Select(_ => new SearchResult.Unclear("The room cannot be read, so that it could be looked up."))];
    }

    /// <summary>Nobody looks: a topic that holds another message may have held this one.</summary>
    public Task<SendReceipt?> FindEarlierAsync(ITopicSession session, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendReceipt?>(null);

    /// <summary>
    /// One by one; those that were put on the wire behind the one that the topic holds would have replaced it. Whichever is sent once more from the
    /// outbox has been on the wire before.
    /// </summary>
    private static List<SearchResult> Find(IReadOnlyList<PendingMessage> messages, LiveItem? now)
    {
        var results = new List<SearchResult>(messages.Count);
        bool isFound = false;
        foreach (PendingMessage message in messages)
        {
            SearchResult result = Find((RoomMark.Live)message.Mark!, now, message.Message.Id);
            bool isBehind = isFound && !message.IsRetry;
            isFound |= result is SearchResult.Found;
            results.Add(isBehind && result is SearchResult.Unclear ? new SearchResult.NotThere() : result);
        }

        return results;
    }

    private static SearchResult Find(RoomMark.Live before, LiveItem? now, MessageId sought)
    {
        ChatMessage? held = MessageIn(now);
        if (held?.Id == sought)
        {
            return new SearchResult.Found(new SendReceipt(sought, held.Timestamp ?? default));
        }

        return IsUnchanged(before.Held, now, held)
            ? new SearchResult.NotThere()
            : new SearchResult.Unclear("The topic does not hold it now; whether it did in between nobody can tell.");
    }

    /// <summary>
    /// Whether nothing has come in between. A subscription that went on says so itself. A new one begins with what the topic holds: the
    /// same message, known by its id. What has come since cannot be the former one, and whoever says the same again has replaced something.
    /// </summary>
    private static bool IsUnchanged(LiveItem? before, LiveItem? now, ChatMessage? held) => (before, now) switch
    {
        (null, null) => true,
        ({ } former, { } present) when former.Is(present) => true,
        ({ } former, { IsReplay: true }) => held is { Id: not null } && held == MessageIn(former),
        _ => false,
    };

    private static ChatMessage? MessageIn(LiveItem? item) => (item?.Event as MessagePosted)?.Message;
}
