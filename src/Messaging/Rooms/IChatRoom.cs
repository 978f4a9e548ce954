using System.Diagnostics.CodeAnalysis;

namespace Messaging;

/// <summary>
/// A handle on a joined room. All members are thread-safe. It comes from <see cref="IMessagingClient.JoinAsync"/> and
/// lives until it is left or disposed, or until its client is; a lost connection does not end it.
/// </summary>
/// <example>
/// <code>
/// await foreach (RoomEvent roomEvent in room.ReadAsync(cancellationToken))
/// {
///     switch (roomEvent)
///     {
///         case MessagePosted { Message: var message }: show($"{message.Name}: {message.Text}"); break;
///         case CaughtUp: show("--- what follows is live ---"); break;
///         case Gap gap: show($"--- messages may be missing here: {gap.Reason} ---"); break;
///         case UnreadableMessage unreadable: show($"--- no message: {unreadable.Problem} ---"); break;
///     }
/// }
/// </code>
/// </example>
public interface IChatRoom : IAsyncDisposable
{
    /// <summary>The room's name, as it was given when joining.</summary>
    string Name { get; }

    /// <summary>The topic path at which every other Diffusion client finds the room, for example <c>Chat/lobby</c>.</summary>
    string TopicPath { get; }

    /// <summary>What the room keeps.</summary>
    RoomKind Kind { get; }

    /// <summary>How the room is now, and why. Never <see langword="null"/>; reading it costs nothing.</summary>
    RoomStatus Status { get; }

    /// <summary>The status now, followed by every later one, until the room is left or the client is closed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// A conflated stream: whoever is slow sees the latest status and misses those in between, so a watcher holds one status at
    /// most. It ends after <see cref="RoomState.Closed"/>.
    /// </returns>
    IAsyncEnumerable<RoomStatus> WatchStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>What the room remembers, page by page.</summary>
    /// <exception cref="NotSupportedException">It is a <see cref="RoomKind.Live"/> room.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    IRoomHistory History { get; }

    /// <summary>
    /// What the principal may do in the room, as far as the server has said. Never <see langword="null"/>; reading it costs nothing.
    /// </summary>
    /// <remarks>
    /// The server is asked when the room is joined, while that goes on and without holding it up, so right after joining this may
    /// be <see cref="RoomCapabilities.Unknown"/>. It is asked again when the user changes, with each new session, when the session has
    /// its connection back, when the server refuses something or ends the subscription for want of a permission, when it brings that back, and every
    /// <see cref="MessagingOptions.CapabilityRefreshInterval"/>. When that fails, what was known remains. The server tells of no
    /// other change: what an administrator gives or takes is known after that interval at the latest, and if that is zero, with
    /// the next of these reasons.
    /// </remarks>
    RoomCapabilities Capabilities { get; }

    /// <summary>What the principal may do now, followed by every change, until the room is left or the client is closed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A conflated stream: whoever is slow sees the latest and misses those in between.</returns>
    /// <example>
    /// <code>
    /// await foreach (RoomCapabilities may in room.WatchCapabilitiesAsync(cancellationToken))
    /// {
    ///     show($"send: {may.MaySend}, edit own: {may.MayEditOwn}, moderate: {may.MayModerate}");
    /// }
    /// </code>
    /// </example>
    IAsyncEnumerable<RoomCapabilities> WatchCapabilitiesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What was given to this handle and is not accepted yet, and what failed. Never <see langword="null"/>. Messages of other
    /// handles of the room are in theirs.
    /// </summary>
    IOutbox Outbox { get; }

    /// <summary>Posts a message. Completes when the server has accepted it, also across an interruption of the connection.</summary>
    /// <param name="text">
    /// The text, sent as it is: whoever shows it escapes it. Not blank, at most
    /// <see cref="MessagingOptions.MaximumTextLength"/> long, and without lone surrogates.
    /// </param>
    /// <param name="options">Another sender's name or an own id; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">
    /// Takes the message back as long as it waits. When it is on its way already, or looked for, it may be accepted nevertheless:
    /// the exception then has a <see cref="MessagingException"/> inside whose <see cref="MessagingException.IsOutcomeUnknown"/> is set.
    /// </param>
    /// <returns>What the message was sent with, and in a <see cref="RoomKind.History"/> room what the server made of it.</returns>
    /// <remarks>
    /// <para>Messages that this client sends to the room are posted in the order of the calls, also when these are not awaited one by
    /// one and when some of them have to wait. One that fails does not hold up those behind it: they are sent. When somebody removed
    /// the topic in the meantime it is created again.</para>
    /// <para>While there is no connection, a message waits in the client's outbox: not longer than
    /// <see cref="MessagingOptions.SendTimeout"/>, and not more than <see cref="MessagingOptions.OutboxCapacity"/> of them. When the
    /// connection breaks, or the server does not answer, while a message is on its way, nobody knows whether it is in the room.
    /// In a <see cref="RoomKind.History"/> room the client then looks for it, and sends it again only if it is not there. If the server
    /// does not retain all that has come since, or a message of this user was edited since by a client that leaves ids out and the user
    /// may not read the edit trail, this fails and says that it is unknown. In a
    /// <see cref="RoomKind.Live"/> room it is there if the topic holds it, and not there if the topic still holds what it held
    /// before; otherwise this fails and says that it is unknown. <see cref="Outbox"/> shows what waits, and what failed.</para>
    /// <para>In a <see cref="RoomKind.History"/> room a message may be sent again with the same <see cref="SendOptions.Id"/>, for
    /// example by another process: when it is among the latest 100 messages, by the same principal, nothing is posted and
    /// <see cref="SendReceipt.WasDuplicate"/> is <see langword="true"/>. Looking that up takes a query, for ids that the caller
    /// gives only; one whose id an edit by another client has left out is found only if the user may read the edit trail. Sends with the same id at the same time are one; a caller that gives up does not end it for the others.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var options = new SendOptions { Id = MessageId.New() };
    /// SendReceipt receipt = await room.SendAsync("hello", options);   // the process died: call it again with the same id
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException"><paramref name="text"/> may not be sent, the message says why.</exception>
    /// <exception cref="MessagingException">
    /// The message is not in the room: <see cref="MessagingErrorCode.NotSent"/>: it waited too long, the room was left, or the client
    /// closed or another user's; <see cref="MessagingErrorCode.OutboxFull"/>: it could not wait;
    /// <see cref="MessagingErrorCode.NotConnected"/>: the connection is being restored, and nothing waits as
    /// <see cref="MessagingOptions.OutboxCapacity"/> is zero; <see cref="MessagingErrorCode.NotPermitted"/>,
    /// <see cref="MessagingErrorCode.RoomKindMismatch"/>, <see cref="MessagingErrorCode.ServerError"/>: it was refused. It may be in
    /// the room: <see cref="MessagingErrorCode.ConnectionLost"/> or <see cref="MessagingErrorCode.Timeout"/> with
    /// <see cref="MessagingException.IsOutcomeUnknown"/>. A client that is closed throws what closed it.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<SendReceipt> SendAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a message another text. Everything else of it remains, also fields of other clients. Completes when the server
    /// has accepted the edit.
    /// </summary>
    /// <param name="sequence">The number of the event that posted the message: <see cref="ChatMessage.Event"/>.</param>
    /// <param name="text">The text. The rules are those of sending.</param>
    /// <param name="cancellationToken">Gives up waiting; the edit may be accepted nevertheless.</param>
    /// <returns>The edit's own event: its number, the server's time, who edited.</returns>
    /// <remarks>
    /// <para>Of two edits at the same time the later one counts, as the server has them in order. Edits and removals of one handle are
    /// made one after the other.</para>
    /// <para>Without a connection this waits as sending does. When the outcome is unknown, the client looks at the message: if it
    /// stands as this edit leaves it, that is it; if it stands as before, the edit is made again; if somebody has edited it since,
    /// this fails and says that it is unknown.</para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="text"/> may not be sent, the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    /// <exception cref="NotSupportedException">It is a <see cref="RoomKind.Live"/> room.</exception>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.MessageNotFound"/>: there is no such message, it was removed, it is no message, or the
    /// server does not retain it any more; <see cref="MessagingErrorCode.NotPermitted"/>: the text names the permission that is
    /// missing; <see cref="MessagingErrorCode.NotConnected"/>, <see cref="MessagingErrorCode.ConnectionLost"/>,
    /// <see cref="MessagingErrorCode.Timeout"/>, <see cref="MessagingErrorCode.ServerError"/> as for sending.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a message: its text is gone from what the room shows, its place remains. Also removes what is no message.
    /// Completes when the server has accepted that.
    /// </summary>
    /// <param name="sequence">The number of the event that posted the message: <see cref="ChatMessage.Event"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; the removal may be accepted nevertheless.</param>
    /// <returns>The removal's own event: its number, the server's time, who removed.</returns>
    /// <remarks>
    /// It is an edit that leaves the message empty, as time series know no deletion: see <see cref="MessageRemoved"/> for who
    /// can still find the text.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    /// <exception cref="NotSupportedException">It is a <see cref="RoomKind.Live"/> room.</exception>
    /// <exception cref="MessagingException">As for <see cref="EditAsync"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the room from its latest 100 messages on, in a <see cref="RoomKind.Live"/> room from the one that it holds. See
    /// <see cref="ReadAsync(ReadFrom, CancellationToken)"/>.
    /// </summary>
    /// <param name="cancellationToken">
    /// Ends the enumeration with an <see cref="OperationCanceledException"/> that carries this token.
    /// </param>
    /// <returns>A stream of its own for each enumeration.</returns>
    /// <exception cref="MessagingException">As for the other overload.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed, before.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No call fits both: one has to be told where to start.")]
    IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the room: what it holds, then <see cref="CaughtUp"/>, then whatever happens. Nothing is missing at the seam and
    /// nothing comes twice, and where that cannot be had a <see cref="Gap"/> says so.
    /// </summary>
    /// <param name="from">
    /// Where to start. A <see cref="RoomKind.Live"/> room holds one message at most, and knows
    /// <see cref="ReadFrom.Latest"/> and <see cref="ReadFrom.LiveOnly"/> only.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the enumeration with an <see cref="OperationCanceledException"/> that carries this token.
    /// </param>
    /// <returns>
    /// A stream of its own for each enumeration, which begins with the first <c>MoveNextAsync</c>. It ends normally when
    /// the room is left or disposed, or the client is disposed.
    /// </returns>
    /// <remarks>
    /// <para>Messages come in the order in which the server had them. Readers do not wait for each other: each has a
    /// buffer of <see cref="RoomOptions.ReaderBufferCapacity"/> events, and when that is full
    /// <see cref="RoomOptions.Overflow"/> says what happens. What somebody else put there that is no message comes as
    /// <see cref="UnreadableMessage"/>.</para>
    /// <para>In a <see cref="RoomKind.History"/> room, each message comes once as <see cref="MessagePosted"/>, as it stands
    /// by then, or as <see cref="MessageRemoved"/>. What happens to it later comes as <see cref="MessageEdited"/> or
    /// <see cref="MessageRemoved"/>, and so do edits of messages from before the start. Messages that are at hand come without
    /// asking the server, those being as many as joining brings; for older ones it is asked.</para>
    /// <para>Whatever a reader of such a room misses, because it was slow, or the session was lost and replaced, or the server
    /// failed to deliver it, is made good from the room's history: new messages and the latest edits of those it has had, but
    /// not the edits in between. Only what the server does not retain any more, or refuses to say, becomes a
    /// <see cref="Gap"/>. When the room's topic was removed and added again, a <see cref="Gap"/> of
    /// <see cref="GapReason.RoomRecreated"/> comes, and then everything of the new one.</para>
    /// <para>In a <see cref="RoomKind.Live"/> room nothing can be made good. When the session was lost and replaced, a
    /// <see cref="Gap"/> with <see cref="GapReason.SessionReplaced"/> comes first and then the message that the room holds,
    /// unless the reader has had it already. When somebody removes the room's topic the reader goes on, and nothing shows in
    /// the stream: no message can be missed while there is no topic, and the first message of the topic that replaces it is
    /// read like any other.</para>
    /// <para>When the principal may not read the room, from the start or not any more, a <see cref="Gap"/> of
    /// <see cref="GapReason.NotPermitted"/> says so, and the reader goes on by itself when it may. One that has not seen anything
    /// of a <see cref="RoomKind.History"/> room by then starts where it asked to, counted from that moment.</para>
    /// </remarks>
    /// <exception cref="MessagingException">
    /// Thrown by the enumeration, after the events that were received: when the client is closed for good by anything but its
    /// disposal, with the <see cref="ConnectionStatus.Error"/> of the client; when the room could not be joined again after
    /// the connection was restored; with <see cref="MessagingErrorCode.ReaderTooSlow"/> when
    /// <see cref="RoomOptions.Overflow"/> is <see cref="ReaderOverflow.Fail"/> and the buffer was full.
    /// </exception>
    /// <exception cref="NotSupportedException">A live room cannot be read from there.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed, before.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No call fits both: one has to be told where to start.")]
    IAsyncEnumerable<RoomEvent> ReadAsync(ReadFrom from, CancellationToken cancellationToken = default);

    /// <summary>
    /// Leaves the room: ends this handle's readers and, with the last handle of the room, the subscription. Completes
    /// when the server has confirmed that, or cannot: while the connection is lost it is told later. Does nothing when the room was left before.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting. The room is left all the same.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>Disposing does the same and never throws.</remarks>
    Task LeaveAsync(CancellationToken cancellationToken = default);
}
