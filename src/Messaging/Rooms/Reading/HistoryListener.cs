using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// What one session tells the feed of a <see cref="RoomKind.History"/> room. Asks for a confirmation when the server renews
/// the subscription by itself, as nothing else says when what that begins with is complete.
/// </summary>
/// <param name="feed">The feed.</param>
/// <param name="session">The session.</param>
/// <param name="confirmAsync">See <see cref="IRoomFeed.Restart"/>.</param>
internal sealed class HistoryListener(HistoryFeed feed, ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync)
    : ITopicListener
{
    public ITopicSession Session => session;

    /// <summary>Whether a confirmation is being asked for. Belongs to the feed, under its lock.</summary>
    public bool IsConfirming { get; set; }

    public void OnSubscribed(TopicDescription description) => feed.OnSubscribed(this, description);

    public void OnValue(TopicValue value) => feed.OnValue(this, value);

    public void OnUnsubscribed(UnsubscribeCause cause) => feed.OnUnsubscribed(this, cause);

    /// <summary>
    /// Waits until what the server's own renewal of the subscription begins with is complete. One question is under way at a time;
    /// what has begun anew in the meantime is asked for in its turn.
    /// </summary>
    public async Task ConfirmAsync()
    {
        while (feed.FindUnconfirmed(this) is { } gathering && await confirmAsync(this).ConfigureAwait(false))
        {
            feed.Confirm(this, gathering);
        }
    }
}
