namespace Messaging;

/// <summary>
/// What was given to one handle of a room and is not accepted yet, made to be shown: pending messages, and those that
/// failed. All members are thread-safe.
/// </summary>
/// <remarks>
/// <para>A message enters with <see cref="IChatRoom.SendAsync"/> and leaves when the server has accepted it, or its caller's token
/// is cancelled. One that failed stays until it is sent again or discarded, as many as
/// <see cref="MessagingOptions.OutboxCapacity"/> at most; the oldest failed one goes first. One that was refused with
/// <see cref="MessagingErrorCode.OutboxFull"/> or <see cref="MessagingErrorCode.NotConnected"/> never enters.</para>
/// <para>Readers may get a message before it leaves here, as the server tells them before it answers. It bears the same id;
/// <see cref="RoomView.Missing"/> leaves out what a view shows already.</para>
/// </remarks>
public interface IOutbox
{
    /// <summary>The messages now, in the order in which they are sent. Empty when all were accepted, and after leaving the room.</summary>
    IReadOnlyList<OutboxMessage> Messages { get; }

    /// <summary>The messages now, followed by every change, until the room is left or the client is closed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A conflated stream: whoever is slow sees the latest and misses those in between.</returns>
    /// <example>
    /// <code>
    /// await foreach (IReadOnlyList&lt;OutboxMessage&gt; pending in room.Outbox.WatchAsync(cancellationToken))
    /// {
    ///     foreach (OutboxMessage message in view().Missing(pending))   // without those that the room shows already
    ///     {
    ///         show($"{message.Text} ({message.State})");               // Waiting, Sending, Checking or Failed
    ///     }
    /// }
    /// </code>
    /// </example>
    IAsyncEnumerable<IReadOnlyList<OutboxMessage>> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a message that failed once more, behind those that were given since, with the same id, name and timestamp. One that
    /// may be in the room is looked for first. If it is under way already, this waits for it.
    /// </summary>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">As for <see cref="IChatRoom.SendAsync"/>.</param>
    /// <returns>As for <see cref="IChatRoom.SendAsync"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no such message here: it was accepted, or discarded.</exception>
    /// <exception cref="MessagingException">As for <see cref="IChatRoom.SendAsync"/>. The message has failed again.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<SendReceipt> RetryAsync(MessageId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets a message that failed, or takes one back that still waits, whose <see cref="IChatRoom.SendAsync"/> then fails with
    /// <see cref="MessagingErrorCode.NotSent"/>.
    /// </summary>
    /// <param name="id">The message.</param>
    /// <returns><see langword="false"/>: there is no such message here, or it may be in the room before long.</returns>
    bool Discard(MessageId id);
}
