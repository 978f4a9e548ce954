using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.LocalServer;

/// <summary>How a local server listens, whom it lets in, and where its bounds are.</summary>
/// <remarks>Read once, when the server starts: later changes have no effect.</remarks>
public sealed class LocalServerOptions
{
    /// <summary>The smallest value of <see cref="MaximumMessageSize"/> and <see cref="MaximumQueuedBytes"/>: 1 KiB.</summary>
    public const int MinimumSize = 1024;

    internal static readonly TimeSpan LongestHandshakeTimeout = TimeSpan.FromHours(1);

    /// <summary>A <see cref="SecurityScript"/> for trying things out: every session may create, update, edit and remove topics.</summary>
    /// <remarks>
    /// The role CLIENT, which every session has, includes TOPIC_CONTROL, and DEVELOPMENT, which may edit time series and see what was edited.
    /// Nothing of this for a server that strangers can reach.
    /// </remarks>
    public const string DevelopmentSecurityScript =
        """
        set 'DEVELOPMENT' default path permissions [EDIT_TIME_SERIES_EVENTS QUERY_OBSOLETE_TIME_SERIES_EVENTS]
        set 'CLIENT' includes ['TOPIC_CONTROL' 'DEVELOPMENT']
        """;

    /// <summary>The address to listen on: an IP address, <c>localhost</c> (127.0.0.1) or <c>*</c> (all of IPv4).</summary>
    /// <value>127.0.0.1 by default, so that nobody outside this machine gets in.</value>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The TCP port, from 0 to 65535.</summary>
    /// <value>8080 by default. 0 takes a free one; <see cref="LocalDiffusionServer.Url"/> tells which.</value>
    public int Port { get; set; } = 8080;

    /// <summary>The certificate with its private key; with one, clients connect by <c>wss://</c> and by nothing else.</summary>
    /// <value>None by default. The caller disposes it, after the server.</value>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether the server makes a certificate for itself, for localhost, 127.0.0.1 and ::1. Not together with <see cref="Certificate"/>.</summary>
    /// <value>
    /// False by default. It is never written to disk, is another one at each start, and nobody trusts it unless told to:
    /// <see cref="LocalDiffusionServer.SelfSignedCertificate"/>.
    /// </value>
    public bool UseSelfSignedCertificate { get; set; }

    /// <summary>Who may open a session with a password.</summary>
    /// <value>By default those that the vendor ships: admin, control, client and operator, all with the password <c>password</c>.</value>
    public IList<LocalPrincipal> Principals { get; set; } =
    [
        new("admin", "password", ["ADMINISTRATOR"]),
        new("control", "password", ["CLIENT_CONTROL", "TOPIC_CONTROL", "AUTHENTICATION_HANDLER"]),
        new("client", "password", ["CLIENT"]),
        new("operator", "password", ["OPERATOR"]),
    ];

    /// <summary>Whether sessions without a principal are let in.</summary>
    /// <value>True by default.</value>
    public bool AllowAnonymous { get; set; } = true;

    /// <summary>The roles of sessions without a principal.</summary>
    /// <value>CLIENT by default.</value>
    public IList<string> AnonymousRoles { get; set; } = ["CLIENT"];

    /// <summary>Commands for the system authentication store, run after the options above: the vendor's script language (SEC-15).</summary>
    /// <value>
    /// None by default. Session properties that clients propose are dropped unless the store trusts them, as by
    /// <c>trust client proposed property 'room' if value matches '.*'</c>.
    /// </value>
    public string SystemAuthenticationScript { get; set; } = string.Empty;

    /// <summary>Commands for the security store, which says what roles may do, run on its default content (SEC-16).</summary>
    /// <value>
    /// None by default: what the roles CLIENT, TOPIC_CONTROL, CLIENT_CONTROL, AUTHENTICATION_HANDLER, OPERATOR and ADMINISTRATOR may do
    /// is in the README. <see cref="DevelopmentSecurityScript"/> lets everybody do more.
    /// </value>
    public string SecurityScript { get; set; } = string.Empty;

    /// <summary>How often a password is hashed, from 1,000 to 10,000,000: the iterations of PBKDF2 with SHA-256.</summary>
    /// <value>100,000 by default. One sign-in costs that much, and so does one guess.</value>
    public int PasswordIterations { get; set; } = 100_000;

    /// <summary>How often in a row a principal may fail to sign in from one address before the next try has to wait, from 1.</summary>
    /// <value>5 by default. The first wait is a second, and each further failure doubles it. Other principals, and the same
    /// one at other addresses, do not wait. After 15 minutes without a failure all is forgotten.</value>
    public int FreeSignInFailures { get; set; } = 5;

    /// <summary>The longest wait after failures to sign in, from zero, for no waits at all, to one hour.</summary>
    /// <value>30 seconds by default. A try that would have to wait longer, because others wait before it, fails at once.</value>
    public TimeSpan MaximumSignInDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's name, as the session property <c>$ServerName</c>.</summary>
    /// <value><c>local</c> by default.</value>
    public string ServerName { get; set; } = "local";

    /// <summary>How often each session is asked whether it is alive, from 100 ms to one day, or zero for never.</summary>
    /// <value>30 seconds by default. The connection of a session that has not answered when the next ping is due is taken for lost.</value>
    public TimeSpan SystemPingPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection that was told to close may take to do so, from 1 ms to one minute.</summary>
    /// <value>2 seconds by default. Then it is cut.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The most bytes that one message of a client may have, from 1 KiB.</summary>
    /// <value>8 MiB by default. A session that sends more is ended.</value>
    public int MaximumMessageSize { get; set; } = 8 * 1024 * 1024;

    /// <summary>The most bytes that wait for one connection, from <see cref="MaximumMessageSize"/> plus 1 KiB.</summary>
    /// <value>
    /// 32 MiB by default. A session for which more would wait is ended; nobody else notices. Mostly it reads too slowly, but the
    /// values of all topics that one selection matches have to fit, too.
    /// </value>
    public int MaximumQueuedBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// Above how many bytes that wait for one connection the conflation policies of topics count for its session, from zero to
    /// <see cref="MaximumQueuedBytes"/>; null for an eighth of that.
    /// </summary>
    /// <value>
    /// Null by default, which is 4 MiB. Of a topic that conflates, which value topics do by default, the session then gets only the latest value
    /// when it has read what waits; others end its subscription, or go on until <see cref="MaximumQueuedBytes"/> (TOPIC-90).
    /// </value>
    public int? BackPressureThreshold { get; set; }

    /// <summary>The most events that one time series topic retains, whatever its specification says, from 1.</summary>
    /// <value>100,000 by default. Of more the oldest are let go.</value>
    public int MaximumRetainedEvents { get; set; } = 100_000;

    /// <summary>Where the server keeps its topics and its two stores, so that they outlive it.</summary>
    /// <value>
    /// Null by default: nothing is kept. The directory is created if it is missing, and belongs to one server at a time. Principals and scripts
    /// of these options count at its first start only: from then on the stores are what they were when the server ended. A topic with the
    /// property <c>PERSISTENT</c> set to <c>false</c> is not kept.
    /// </value>
    public string? DataDirectory { get; set; }

    /// <summary>Whether a client is told of a change only when the change is on the disk. Without a <see cref="DataDirectory"/> it means nothing.</summary>
    /// <value>
    /// False by default: what clients know of survives the end of the process, however it ends, but the last of it may not survive that of the
    /// machine. True costs the time of a flush before each answer; changes of one moment share it.
    /// </value>
    public bool FlushToDisk { get; set; }

    /// <summary>From which size on, in bytes, the log in the <see cref="DataDirectory"/> is compacted when half of it says nothing any more; from 64 KiB.</summary>
    /// <value>16 MiB by default.</value>
    public long CompactionThreshold { get; set; } = 16 * 1024 * 1024;

    /// <summary>The most topics that there may be, from 1.</summary>
    /// <value>100,000 by default. To add one more is refused with error 9007, which clients report as an exceeded licence limit.</value>
    public int MaximumTopics { get; set; } = 100_000;

    /// <summary>The most bytes that one value of a topic may have, from 1 to seven eighths of <see cref="MaximumMessageSize"/>; null for those.</summary>
    /// <value>Null by default: the rest is for what a message carries beside the value. A larger one is refused with error 9003.</value>
    public int? MaximumValueSize { get; set; }

    /// <summary>The most sessions that there may be, from 1.</summary>
    /// <value>10,000 by default. A connection that asks for one more is refused with code 113, which clients report as an exceeded licence limit.</value>
    public int MaximumSessions { get; set; } = 10_000;

    /// <summary>The most sessions that one principal may have at a time, from 1. Anonymous sessions have none and count only in all.</summary>
    /// <value>
    /// 5,000 by default, so that one account alone cannot fill the server. A connection that asks for one more is refused with code 113,
    /// a session that wants to go on as this principal with error 9003.
    /// A session that has lost its connection counts until it has ended (<see cref="MaximumReconnectTimeout"/>): its place is kept for it. Who
    /// opens a new session instead of taking up the lost one needs a place more for that long.
    /// </value>
    public int MaximumSessionsPerPrincipal { get; set; } = 5000;

    /// <summary>The most topics that one session may be subscribed to, from 1.</summary>
    /// <value>
    /// 10,000 by default. A selection of more topics is refused with error 9003 and selects nothing. A topic that is added later and
    /// would be one too many for a session is not subscribed until there is room again, with a line in the log.
    /// </value>
    public int MaximumSubscriptions { get; set; } = 10_000;

    /// <summary>The most selections that one session may keep in all its scopes, from 1: paths, patterns, and exceptions from these.</summary>
    /// <value>1,000 by default. To select or unselect what would need one more is refused with error 9003.</value>
    public int MaximumSelections { get; set; } = 1000;

    /// <summary>The most request handlers that one session may have, from 1.</summary>
    /// <value>1,000 by default. To add one more is refused with error 9003.</value>
    public int MaximumRequestHandlers { get; set; } = 1000;

    /// <summary>The most session locks that one session may hold and wait for, from 1.</summary>
    /// <value>1,000 by default. To ask for one more is refused with error 9003.</value>
    public int MaximumLocks { get; set; } = 1000;

    /// <summary>The most listeners to sessions that one session may have, from 1.</summary>
    /// <value>100 by default. To add one more is refused with error 9003.</value>
    public int MaximumSessionListeners { get; set; } = 100;

    /// <summary>The most connections that were not let in as a session, not yet or refused, from 1.</summary>
    /// <value>1,000 by default. One more is cut as soon as it comes, without a word.</value>
    public int MaximumPendingConnections { get; set; } = 1000;

    /// <summary>How long a connection may take until it is a WebSocket, TLS included, from 100 ms to one hour.</summary>
    /// <value>
    /// 10 seconds by default. Then it is cut. To let the session in or not is up to the server from there on, and may take as long as
    /// <see cref="MaximumSignInDelay"/> and <see cref="AuthenticatorTimeout"/> say.
    /// </value>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of the first line of a connection's HTTP request, from 1 KiB to 1 MiB. It has credentials and session properties.</summary>
    /// <value>64 KiB by default. A longer one is answered with status 414. All its headers may have 32 KiB, or the answer is status 431.</value>
    public int MaximumRequestLineSize { get; set; } = 64 * 1024;

    /// <summary>How long a session may take to answer a request that another session sent it, from 1 ms to one hour.</summary>
    /// <value>30 seconds by default. Then the sender is told that nobody answered.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session that is an authenticator may take to decide, from 1 ms to one hour.</summary>
    /// <value>10 seconds by default. Then it counts as having abstained.</value>
    public TimeSpan AuthenticatorTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests one session may leave unanswered before it is sent no more, from 1.</summary>
    /// <value>1,000 by default. Of more requests the senders are told so, and connections that more would have to be decided for are refused.</value>
    public int MaximumPendingRequests { get; set; } = 1000;

    /// <summary>How long a session is kept without a connection at most, from zero, for not at all, to one day.</summary>
    /// <value>
    /// 60 seconds by default, which is what clients ask for by default, too. A client that asks for less gets less. Until then it may
    /// take the session up again and has lost nothing (SESS-14); after that it is told that the session is unknown.
    /// </value>
    public TimeSpan MaximumReconnectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many sessions are kept without a connection at most, from zero, for none.</summary>
    /// <value>1,000 by default. When one more loses its connection, the one that has been without for the longest time is ended.</value>
    public int MaximumDisconnectedSessions { get; set; } = 1000;

    /// <summary>The most messages that are kept for one session in case that its connection does not get them there, from 1.</summary>
    /// <value>
    /// 4,096 by default. A message is kept until the client has shown that it arrived; system pings make it do so. Values that many
    /// sessions get are kept once. A client that lost more keeps its session but is subscribed anew (SESS-12).
    /// </value>
    public int MaximumRecoveryMessages { get; set; } = 4096;

    /// <summary>The most bytes that these messages have, from 1 KiB; never more than half of <see cref="MaximumQueuedBytes"/>.</summary>
    /// <value>1 MiB by default.</value>
    public int MaximumRecoveryBytes { get; set; } = 1024 * 1024;

    /// <summary>The clock of pings, time-outs, session start times and events.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the log lines go. The caller disposes it.</summary>
    /// <value>Nowhere by default.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The bytes that <see cref="BackPressureThreshold"/> says.</summary>
    internal int EffectiveBackPressureThreshold => BackPressureThreshold ?? (MaximumQueuedBytes / 8);

    /// <summary>The most bytes of a value, as <see cref="MaximumValueSize"/> says.</summary>
    internal int EffectiveMaximumValueSize => MaximumValueSize ?? LargestValueSize;

    private int LargestValueSize => MaximumMessageSize - (MaximumMessageSize / 8);

    internal IPEndPoint GetEndPoint()
    {
        IPAddress? address = Host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(Host, out IPAddress? parsed) ? parsed : null,
        };
        return address is null
            ? throw new ArgumentException($"The host '{Host}' is neither an IP address nor 'localhost' nor '*'.", nameof(Host))
            : new IPEndPoint(address, Port);
    }

    internal void Validate()
    {
        Require(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), "must be from 0 to 65535");
        Require(
            SystemPingPeriod == TimeSpan.Zero || (SystemPingPeriod >= TimeSpan.FromMilliseconds(100) && SystemPingPeriod <= TimeSpan.FromDays(1)),
            nameof(SystemPingPeriod),
            "must be zero or from 100 ms to one day");
        Require(
            CloseTimeout >= TimeSpan.FromMilliseconds(1) && CloseTimeout <= TimeSpan.FromMinutes(1),
            nameof(CloseTimeout),
            "must be from 1 ms to one minute");
        Require(MaximumMessageSize >= MinimumSize, nameof(MaximumMessageSize), $"must be at least {MinimumSize}");
        Require(
            MaximumQueuedBytes - (long)MinimumSize >= MaximumMessageSize,
            nameof(MaximumQueuedBytes),
            $"must be at least {nameof(MaximumMessageSize)} + {MinimumSize}");
        RequireTimeout(RequestTimeout, nameof(RequestTimeout));
        RequireTimeout(AuthenticatorTimeout, nameof(AuthenticatorTimeout));
        Require(MaximumPendingRequests >= 1, nameof(MaximumPendingRequests), "must be at least 1");
        Require(MaximumRetainedEvents >= 1, nameof(MaximumRetainedEvents), "must be at least 1");
        Require(DataDirectory is null or { Length: > 0 }, nameof(DataDirectory), "must be null or the path of a directory");
        Require(CompactionThreshold >= 64 * 1024, nameof(CompactionThreshold), "must be at least 64 KiB");
        Require(
            MaximumReconnectTimeout >= TimeSpan.Zero && MaximumReconnectTimeout <= TimeSpan.FromDays(1),
            nameof(MaximumReconnectTimeout),
            "must be from zero to one day");
        Require(MaximumDisconnectedSessions >= 0, nameof(MaximumDisconnectedSessions), "must be at least 0");
        Require(MaximumRecoveryMessages >= 1, nameof(MaximumRecoveryMessages), "must be at least 1");
        Require(MaximumRecoveryBytes >= MinimumSize, nameof(MaximumRecoveryBytes), $"must be at least {MinimumSize}");
        ValidateLimits();
        Require(Certificate is null or { HasPrivateKey: true }, nameof(Certificate), "must have its private key");
        Require(Certificate is null || !UseSelfSignedCertificate, nameof(UseSelfSignedCertificate), $"does not go together with {nameof(Certificate)}");
        Require(PasswordIterations is >= 1_000 and <= 10_000_000, nameof(PasswordIterations), "must be from 1,000 to 10,000,000");
        Require(FreeSignInFailures >= 1, nameof(FreeSignInFailures), "must be at least 1");
        Require(
            MaximumSignInDelay >= TimeSpan.Zero && MaximumSignInDelay <= TimeSpan.FromHours(1),
            nameof(MaximumSignInDelay),
            "must be from zero to one hour");
        Require(Principals.All(principal => principal.Name.Length > 0), nameof(Principals), "must all have a name");
        Require(
            Principals.Select(principal => principal.Name).Distinct(StringComparer.Ordinal).Count() == Principals.Count,
            nameof(Principals),
            "must have different names");
        _ = GetEndPoint();
    }

    private void ValidateLimits()
    {
        RequirePositive(MaximumTopics, nameof(MaximumTopics));
        RequirePositive(MaximumSessions, nameof(MaximumSessions));
        RequirePositive(MaximumSessionsPerPrincipal, nameof(MaximumSessionsPerPrincipal));
        RequirePositive(MaximumSubscriptions, nameof(MaximumSubscriptions));
        RequirePositive(MaximumSelections, nameof(MaximumSelections));
        RequirePositive(MaximumRequestHandlers, nameof(MaximumRequestHandlers));
        RequirePositive(MaximumLocks, nameof(MaximumLocks));
        RequirePositive(MaximumSessionListeners, nameof(MaximumSessionListeners));
        RequirePositive(MaximumPendingConnections, nameof(MaximumPendingConnections));
        Require(
            MaximumValueSize is null || (MaximumValueSize >= 1 && MaximumValueSize <= LargestValueSize),
            nameof(MaximumValueSize),
            $"must be from 1 to seven eighths of {nameof(MaximumMessageSize)}");
        Require(
            BackPressureThreshold is null || (BackPressureThreshold >= 0 && BackPressureThreshold <= MaximumQueuedBytes),
            nameof(BackPressureThreshold),
            $"must be from zero to {nameof(MaximumQueuedBytes)}");
        Require(
            HandshakeTimeout >= TimeSpan.FromMilliseconds(100) && HandshakeTimeout <= LongestHandshakeTimeout,
            nameof(HandshakeTimeout),
            "must be from 100 ms to one hour");
        Require(
            MaximumRequestLineSize is >= MinimumSize and <= 1024 * 1024,
            nameof(MaximumRequestLineSize),
            "must be from 1 KiB to 1 MiB");
    }

    private static void RequirePositive(int limit, string option) => Require(limit >= 1, option, "must be at least 1");

    private static void RequireTimeout(TimeSpan timeout, string option) =>
        Require(timeout >= TimeSpan.FromMilliseconds(1) && timeout <= TimeSpan.FromHours(1), option, "must be from 1 ms to one hour");

    private static void Require(bool condition, string option, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"{nameof(LocalServerOptions)}.{option} {rule}.", option);
        }
    }
}
