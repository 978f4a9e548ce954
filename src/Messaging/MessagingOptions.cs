using System.Diagnostics;
using Messaging.Diagnostics;

namespace Messaging;

/// <summary>
/// How a client connects and behaves. Validated when the app starts, or when the client is created; later changes have
/// no effect on a client that exists.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MessagingOptions
{
    /// <summary>The address of the Diffusion server.</summary>
    /// <value>
    /// Required. An absolute <c>ws://</c> or <c>wss://</c> address, for example <c>wss://chat.example.com</c>, with a
    /// path if the server has one, and without user info, query or fragment.
    /// </value>
    public Uri? Url { get; set; }

    /// <summary>The account to connect with.</summary>
    /// <value><see langword="null"/> (the default) connects anonymously; otherwise not empty.</value>
    public string? Principal { get; set; }

    /// <summary>The account's password.</summary>
    /// <value>
    /// <see langword="null"/> by default. Allowed only with a <see cref="Principal"/> and without
    /// <see cref="PasswordProvider"/>; when both are <see langword="null"/> a principal sends no credentials.
    /// </value>
    /// <remarks>
    /// Over <c>ws://</c> a password is sent to this machine only, unless
    /// <see cref="AllowPasswordOverUnencryptedConnection"/> is set.
    /// </remarks>
    public string? Password { get; set; }

    /// <summary>Gives the account's password, or a token in its place, when it is needed, so that none has to be kept.</summary>
    /// <value>
    /// <see langword="null"/> by default. Allowed only with a <see cref="Principal"/> and without <see cref="Password"/>. The
    /// same rule holds for unencrypted connections.
    /// </value>
    /// <remarks>
    /// Called on the thread pool, once for each attempt to open a session, the first and all later ones, with a token that is cancelled
    /// when the attempt is given up. It shares <see cref="ConnectTimeout"/> with the attempt. When it throws, or takes too long,
    /// the attempt fails with <see cref="MessagingErrorCode.PasswordUnavailable"/>; while reconnecting, the next one asks again.
    /// </remarks>
    /// <example>
    /// <code>
    /// options.PasswordProvider = async token => await vault.GetSecretAsync("chat", token);
    /// </code>
    /// </example>
    public Func<CancellationToken, ValueTask<string>>? PasswordProvider { get; set; }

    /// <summary>
    /// Whether a password may be sent over <c>ws://</c> to another machine, where everybody on the way can read it, and with it
    /// everything that is said.
    /// </summary>
    /// <value>
    /// <see langword="false"/> by default: then a password with a <c>ws://</c> address is refused before anything is sent, unless
    /// the host is <c>localhost</c>, an address in <c>127.0.0.0/8</c>, or <c>::1</c>. Names are not looked up.
    /// </value>
    public bool AllowPasswordOverUnencryptedConnection { get; set; }

    /// <summary>
    /// Whether any certificate is taken for the server's with <c>wss://</c>: expired, self-signed, of another host. Whoever can
    /// stand between client and server then reads and changes everything, the password included. For tests only.
    /// </summary>
    /// <value><see langword="false"/> by default: the platform's checks count. Means nothing with <c>ws://</c>.</value>
    public bool AcceptAnyServerCertificate { get; set; }

    /// <summary>The name that stands on messages sent through this client. Anybody may claim any name.</summary>
    /// <value>
    /// <see langword="null"/> (the default) uses the <see cref="Principal"/>, or <c>Anonymous</c> where there is none;
    /// otherwise not blank, at most 200 UTF-16 code units, and without lone surrogates.
    /// </value>
    public string? DisplayName { get; set; }

    /// <summary>The topic path under which the rooms are.</summary>
    /// <value>
    /// <c>Chat</c> by default. One or more segments joined by <c>/</c>, each of them legal as a <see cref="RoomName"/>.
    /// </value>
    public string TopicPrefix { get; set; } = "Chat";

    /// <summary>How long one attempt to connect may take.</summary>
    /// <value>10 seconds by default. More than zero, at most one hour.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer one request.</summary>
    /// <value>10 seconds by default. More than zero, at most one hour.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the first connection is tried for, when the server is not there or does not answer. The attempts follow each other
    /// with longer and longer random waits, up to 10 seconds; meanwhile the client is <see cref="ConnectionState.Connecting"/>, and
    /// <see cref="ConnectionStatus.Error"/> says why the latest failed. Credentials that are refused end it at once.
    /// </summary>
    /// <value>
    /// <see cref="TimeSpan.Zero"/>: one attempt. <see cref="Timeout.InfiniteTimeSpan"/>: until it succeeds. Otherwise at most 24
    /// hours. <see langword="null"/> (the default): one attempt for a client of <c>MessagingClient.Create</c>, no limit for one of
    /// <c>AddDiffusionMessaging</c>.
    /// </value>
    public TimeSpan? InitialConnectTimeout { get; set; }

    /// <summary>How long a client tries to get a lost connection back before it is closed for good.</summary>
    /// <value>
    /// <see cref="Timeout.InfiniteTimeSpan"/> by default: the client never gives up by itself, unless the server refuses its
    /// credentials. Zero: it does not try. Otherwise at most 24 hours.
    /// </value>
    public TimeSpan ReconnectTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// For how much of that time the lost session itself is tried to be resumed, with nothing lost. After that, and as soon as the
    /// server says that it does not have the session any more, a new session takes its place.
    /// </summary>
    /// <value>
    /// 60 seconds by default. Zero: a lost session is replaced at once. At most one hour. The server has a limit of its own; while
    /// it waits, it keeps the session and what is to be sent to it.
    /// </value>
    public TimeSpan ResumeTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an app with a host connects when it starts, in the background and without holding up or failing the start.</summary>
    /// <value>
    /// <see langword="true"/> by default. Counts for clients of <c>AddDiffusionMessaging</c>; a client of
    /// <c>MessagingClient.Create</c> connects when it is first asked to.
    /// </value>
    public bool ConnectAtStart { get; set; } = true;

    /// <summary>
    /// How many messages of all rooms may wait for the connection, or for a message before them. Those that were on their way when
    /// the connection broke are not counted.
    /// </summary>
    /// <value>
    /// 1,000 by default. Zero: nothing waits, and nothing is looked up or sent again by itself; sending without a connection fails
    /// at once with <see cref="MessagingErrorCode.NotConnected"/>. At most 1,000,000.
    /// </value>
    /// <remarks>A message that waits is kept with its text. As many that failed are kept for each handle of a room: <see cref="IOutbox"/>.</remarks>
    public int OutboxCapacity { get; set; } = 1_000;

    /// <summary>What happens when one more message would have to wait than <see cref="OutboxCapacity"/>.</summary>
    /// <value><see cref="OutboxOverflow.RejectNewest"/> by default.</value>
    public OutboxOverflow OutboxOverflow { get; set; } = OutboxOverflow.RejectNewest;

    /// <summary>
    /// How long a message may wait to be sent, or be looked for when its outcome is unknown. One that is on its way by then has until
    /// <see cref="RequestTimeout"/>. Edits and removals likewise.
    /// </summary>
    /// <value>60 seconds by default. More than zero, at most 24 hours.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a room's <see cref="IChatRoom.Capabilities"/> are asked for again, in case an administrator changed them.</summary>
    /// <value>
    /// 30 seconds by default. Zero: only when there is a reason to, such as another user or a refusal. Otherwise from one second
    /// to 24 hours.
    /// </value>
    /// <remarks>
    /// As often a room whose subscription the server did not confirm asks for it again, and one without a topic learns whether it
    /// may be read: <see cref="IChatRoom.Status"/> follows.
    /// </remarks>
    public TimeSpan CapabilityRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest text that may be sent, in UTF-16 code units (<see cref="string.Length"/>).</summary>
    /// <value>100,000 by default. From 1 to 1,000,000. Messages of others are read whatever their length.</value>
    public int MaximumTextLength { get; set; } = 100_000;

    /// <summary>The address and the principal. Never the password.</summary>
    public override string ToString() => $"{Url?.ToString() ?? "(no URL)"} as {(Principal is null ? "(anonymous)" : ShownText.Name(Principal))}";

    internal MessagingOptions Copy() => (MessagingOptions)MemberwiseClone();
}
