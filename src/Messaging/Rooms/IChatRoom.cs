namespace Messaging;

/// <summary>
/// A handle on a joined room. All members are thread-safe. It comes from <see cref="IMessagingClient.JoinAsync"/> and
/// lives until it is left or disposed, or until its client is; a lost connection does not end it.
/// </summary>
public interface IChatRoom : IAsyncDisposable
{
    /// <summary>The room's name, as it was given when joining.</summary>
    string Name { get; }

    /// <summary>The topic path at which every other Diffusion client finds the room, for example <c>Chat/lobby</c>.</summary>
    string TopicPath { get; }

    /// <summary>What the room keeps.</summary>
    RoomKind Kind { get; }

    /// <summary>Posts a message. Completes when the server has accepted it.</summary>
    /// <param name="text">
    /// The text, sent as it is: whoever shows it escapes it. Not blank, at most
    /// <see cref="MessagingOptions.MaximumTextLength"/> long, and without lone surrogates.
    /// </param>
    /// <param name="options">Another sender's name or an own id; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may be accepted nevertheless.</param>
    /// <returns>What the message was sent with.</returns>
    /// <remarks>
    /// Messages sent through one handle are posted in the order of the calls, also when the calls are not awaited one by
    /// one. When somebody removed the topic in the meantime it is created again. A <see cref="RoomKind.Live"/> room does
    /// not send by itself again: when a failure leaves open whether the message was accepted, its text says so.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="text"/> may not be sent, the message says why.</exception>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.NotConnected"/>: the connection is being restored, and nothing was sent;
    /// <see cref="MessagingErrorCode.ConnectionLost"/> or <see cref="MessagingErrorCode.Timeout"/>: it may have been
    /// accepted; <see cref="MessagingErrorCode.NotPermitted"/>, <see cref="MessagingErrorCode.RoomKindMismatch"/>,
    /// <see cref="MessagingErrorCode.ServerError"/>: it was refused.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<SendReceipt> SendAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the room: the message it holds now, if there is one, then <see cref="CaughtUp"/>, then whatever happens.
    /// </summary>
    /// <param name="cancellationToken">
    /// Ends the enumeration with an <see cref="OperationCanceledException"/> that carries this token.
    /// </param>
    /// <returns>
    /// A stream of its own for each enumeration, which begins with the first <c>MoveNextAsync</c>. It ends normally when
    /// the room is left or disposed, or the client is disposed.
    /// </returns>
    /// <remarks>
    /// <para>Messages come in the order in which the server had them. Readers do not wait for each other: each has a
    /// buffer of <see cref="RoomOptions.ReaderBufferCapacity"/> messages, and when that is full the oldest one is dropped
    /// and a <see cref="Gap"/> with <see cref="GapReason.ReaderTooSlow"/> stands in the place of all that were.</para>
    /// <para>When the session was lost and replaced, a <see cref="Gap"/> with <see cref="GapReason.SessionReplaced"/>
    /// comes first and then the message that the room holds, unless the reader has had it already.</para>
    /// <para>When somebody removes the room's topic the reader goes on, and nothing shows in the stream: no message can
    /// be missed while there is no topic, and the first message of the topic that replaces it is read like any other.</para>
    /// <para>What somebody else put there that is no message comes as <see cref="UnreadableMessage"/>.</para>
    /// </remarks>
    /// <exception cref="MessagingException">
    /// Thrown by the enumeration when the client is closed for good by anything but its disposal, after the messages
    /// that were received; it is the <see cref="ConnectionStatus.Error"/> of the client.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed, before.</exception>
    IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Leaves the room: ends this handle's readers and, with the last handle of the room, the subscription. Completes
    /// when the server has confirmed that, or cannot any more. Does nothing when the room was left before.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting. The room is left all the same.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>Disposing does the same and never throws.</remarks>
    Task LeaveAsync(CancellationToken cancellationToken = default);
}
