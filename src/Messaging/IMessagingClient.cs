using System.Diagnostics.CodeAnalysis;

namespace Messaging;

/// <summary>
/// A connection to a Diffusion server on which chat rooms are joined.
/// </summary>
/// <remarks>
/// <para>Create one per server and account and keep it: by <c>AddDiffusionMessaging</c> in an app with dependency
/// injection, by <c>MessagingClient.Create</c> without. Creating it does not connect; <see cref="ConnectAsync"/> and
/// <see cref="JoinAsync"/> do.</para>
/// <para>All members are thread-safe. Disposing leaves every room, ends their readers normally, closes the session and
/// moves the client to <see cref="ConnectionState.Closed"/>; it never throws and may be repeated. Every other member
/// then throws <see cref="ObjectDisposedException"/>, except <see cref="Status"/>, <see cref="SessionId"/> and
/// <see cref="WatchStatusAsync"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// await using MessagingClient client = MessagingClient.Create(options => options.Url = url);
/// await using IChatRoom room = await client.JoinAsync("Default Room", cancellationToken: cancellationToken);
/// await room.SendAsync("hello", cancellationToken: cancellationToken);
/// </code>
/// </example>
public interface IMessagingClient : IAsyncDisposable
{
    /// <summary>What the connection is now. Never <see langword="null"/>; reading it costs nothing.</summary>
    ConnectionStatus Status { get; }

    /// <summary>
    /// The server's identifier of the current session, two 16-digit hexadecimal numbers joined by <c>-</c>;
    /// <see langword="null"/> while there is none. It stays while the session is being resumed; a session that has ended is replaced by
    /// one with another identifier.
    /// </summary>
    string? SessionId { get; }

    /// <summary>
    /// The account the client connects with: that of the options, or the one it was last changed to. <see langword="null"/> when it
    /// connects anonymously.
    /// </summary>
    string? Principal { get; }

    /// <summary>The server's accounts and roles, for those who may administer them. For use on a server.</summary>
    IAccounts Accounts { get; }

    /// <summary>The status now, followed by every later one, until the client is closed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// A conflated stream: whoever is slow sees the latest status and misses those in between, so a watcher holds one
    /// status at most. It ends after <see cref="ConnectionState.Closed"/>.
    /// </returns>
    IAsyncEnumerable<ConnectionStatus> WatchStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Connects, or waits for the connection that is being made or restored. Does nothing when connected.
    /// </summary>
    /// <param name="cancellationToken">Gives up this wait. An attempt that other callers wait for goes on.</param>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.ConnectFailed"/>: the server could not be reached.
    /// <see cref="MessagingErrorCode.NotAuthenticated"/>: it refused the principal or the password.
    /// <see cref="MessagingErrorCode.Timeout"/>: no answer within <see cref="MessagingOptions.ConnectTimeout"/>.
    /// After each of these the client is <see cref="ConnectionState.Disconnected"/> and may be used again. All but the refusal come when
    /// <see cref="MessagingOptions.InitialConnectTimeout"/> is over, if that allows more than one attempt.
    /// A client that is <see cref="ConnectionState.Closed"/> throws what closed it.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    Task ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the user of the live session, which keeps its rooms and readers. Connects first when there is no connection.
    /// Completes when the server has accepted; sessions that take the place of this one later are opened by that user, too.
    /// </summary>
    /// <param name="principal">The account. Not empty.</param>
    /// <param name="password">Its password. The client keeps it for reconnecting; the other overload spares it that.</param>
    /// <param name="cancellationToken">
    /// Gives up waiting; the user may change nevertheless, and <see cref="Principal"/> says so when it has.
    /// </param>
    /// <remarks>
    /// <para>Permissions count at once: a room that the new user may not read tells its readers with a <see cref="Gap"/> of
    /// <see cref="GapReason.NotPermitted"/>, and goes on when a later user may. <see cref="IChatRoom.Capabilities"/> are asked for
    /// again. Messages that are sent while this goes on come from one user or the other. Those that were sent before and wait still fail with
    /// <see cref="MessagingErrorCode.NotSent"/>: nobody's message is posted as somebody else's.</para>
    /// <para>Over <c>ws://</c> a password is sent to this machine only, unless
    /// <see cref="MessagingOptions.AllowPasswordOverUnencryptedConnection"/> is set. Several calls take turns.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// try
    /// {
    ///     await client.ChangeUserAsync(name, password, cancellationToken);
    ///     show($"Hello {client.Principal}.");
    /// }
    /// catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotAuthenticated)
    /// {
    ///     show("Wrong name or password.");   // the client is still who it was
    /// }
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">An argument is empty, or not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">The connection is not encrypted and the server another machine; nothing was sent.</exception>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.NotAuthenticated"/>: refused; everything is as it was.
    /// <see cref="MessagingErrorCode.Timeout"/>: no answer within <see cref="MessagingOptions.RequestTimeout"/>; if it still comes
    /// it counts. <see cref="MessagingErrorCode.ConnectionLost"/>: the connection broke in between, and the next session is the
    /// former user's. What <see cref="ConnectAsync"/> throws.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No call fits both: one has the password, the other knows where it is.")]
    Task ChangeUserAsync(string principal, string password, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the user of the live session. The password is asked for now, and again for each session that is opened later. See
    /// <see cref="ChangeUserAsync(string, string, CancellationToken)"/>.
    /// </summary>
    /// <param name="principal">The account. Not empty.</param>
    /// <param name="passwordProvider">Gives its password. See <see cref="MessagingOptions.PasswordProvider"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; the user may change nevertheless.</param>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.PasswordUnavailable"/>: the provider failed, and nothing was sent; otherwise as for the other
    /// overload.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="principal"/> is empty, or not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">The connection is not encrypted and the server another machine; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No call fits both: one has the password, the other knows where it is.")]
    Task ChangeUserAsync(
        string principal, Func<CancellationToken, ValueTask<string>> passwordProvider, CancellationToken cancellationToken = default);

    /// <summary>
    /// Joins a room, creating it when it is not there. Connects first when there is no connection, and completes when
    /// the server has confirmed the subscription: whatever is posted from then on reaches the room's readers.
    /// </summary>
    /// <param name="room">
    /// The room's name: one segment of a topic path, of any script. See <see cref="RoomName"/> for what is refused.
    /// </param>
    /// <param name="options">What kind of room, and how it is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up joining.</param>
    /// <remarks>
    /// A room can be joined without the permission to read it. Its readers then get <see cref="CaughtUp"/>, a <see cref="Gap"/> of
    /// <see cref="GapReason.NotPermitted"/>, and what they asked for as soon as the principal may read it, if it is there: who may
    /// not read a room cannot know that. <see cref="IChatRoom.Capabilities"/> say so, too.
    /// </remarks>
    /// <example>
    /// <code>
    /// var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "last 7d limit 1000" };
    /// await using IChatRoom room = await client.JoinAsync("Default Room", options, cancellationToken);
    /// </code>
    /// </example>
    /// <returns>
    /// A handle of its own for each call. Handles of one room share one subscription, which ends when the last of them
    /// is left or disposed.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="room"/> is no legal room name, the text says why.</exception>
    /// <exception cref="MessagingException">
    /// What <see cref="ConnectAsync"/> throws;
    /// <see cref="MessagingErrorCode.RoomKindMismatch"/>: the topic at the room's path cannot hold this kind of room;
    /// <see cref="MessagingErrorCode.NotPermitted"/>: the principal may not create the room, and it is not there; or it may not even select it;
    /// <see cref="MessagingErrorCode.Timeout"/>: no answer within <see cref="MessagingOptions.RequestTimeout"/>;
    /// <see cref="MessagingErrorCode.ConnectionLost"/>: the connection broke in between; join again.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    Task<IChatRoom> JoinAsync(string room, RoomOptions? options = null, CancellationToken cancellationToken = default);
}
