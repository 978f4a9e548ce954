using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>
/// Hands what sessions say about a room's topic to the room's readers. Outlives sessions: each gets a listener of its own,
/// and what a former one still says is ignored. Thread-safe.
/// </summary>
internal interface IRoomFeed
{
    /// <summary>Begins anew on a session: a listener for it, to be registered before subscribing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="confirmAsync">
    /// Asks the server to confirm the listener's subscription once more: the answer comes behind whatever the server had to
    /// say before. <see langword="false"/> when the listener is not in use any more.
    /// </param>
    ITopicListener Restart(ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync);

    /// <summary>Whether the latest session has said that the topic is there, and has not taken that back.</summary>
    bool IsAnnounced { get; }

    /// <summary>
    /// The session may not read the room. Tells the readers, unless the topic is announced all the same, which is newer, or
    /// they know that nothing comes.
    /// </summary>
    void Forbid(ITopicSession session);

    /// <summary>
    /// The server has refused to confirm the subscription that the listener is for. When nothing has announced the topic, it may be over:
    /// that is taken for the end, which the readers are told.
    /// </summary>
    /// <returns><see langword="false"/>: the topic is announced, and the subscription is there whatever was refused.</returns>
    bool Refuse(ITopicListener listener, MessagingException refusal);

    /// <summary>
    /// Why nothing comes on the session, where the server need not say when that is over; <see langword="null"/>: something may come, or the
    /// server will say.
    /// </summary>
    object? FindSilence(ITopicSession session);

    /// <summary>
    /// The subscription is confirmed, the room may be read, and nothing came: there is no topic, and what is posted will come. Nothing
    /// happens if the silence is another one by now.
    /// </summary>
    void EndSilence(object silence);

    /// <summary>The server has confirmed the subscription that the listener is for: what the topic held has been told.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MessagingException">The feed had to ask for more, and that failed.</exception>
    Task SettleAsync(ITopicListener listener, CancellationToken cancellationToken);

    /// <summary>There is a session with its link again: what a reader asked in vain may be asked again. Only notes it.</summary>
    void OnRestored();

    /// <summary>From now on the reader misses nothing.</summary>
    /// <param name="owner">The handle that has to end the reader.</param>
    /// <param name="from">Where it starts.</param>
    /// <param name="options">How it reads.</param>
    IRoomReader Open(object owner, ReadFrom from, RoomOptions options);

    /// <summary>How many events the reader that is furthest behind has not taken yet; <see langword="null"/> when there are no readers.</summary>
    long? FindLag();

    /// <summary>Ends the readers of one handle normally.</summary>
    void EndReadersOf(object owner);

    /// <summary>Ends all readers with a failure, and those that are opened before the next <see cref="Restart"/>.</summary>
    void Fail(MessagingException failure);

    /// <summary>Ends all readers for good: with the failure, or normally.</summary>
    void Close(MessagingException? failure);
}
