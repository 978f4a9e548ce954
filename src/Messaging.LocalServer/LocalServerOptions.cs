using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.LocalServer;

/// <summary>How a local server listens, whom it lets in, and where its bounds are.</summary>
/// <remarks>Read once, when the server starts: later changes have no effect.</remarks>
public sealed class LocalServerOptions
{
    /// <summary>The smallest value of <see cref="MaximumMessageSize"/> and <see cref="MaximumQueuedBytes"/>: 1 KiB.</summary>
    public const int MinimumSize = 1024;

    /// <summary>The address to listen on: an IP address, <c>localhost</c> (127.0.0.1) or <c>*</c> (all of IPv4).</summary>
    /// <value>127.0.0.1 by default, so that nobody outside this machine gets in.</value>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The TCP port, from 0 to 65535.</summary>
    /// <value>8080 by default. 0 takes a free one; <see cref="LocalDiffusionServer.Url"/> tells which.</value>
    public int Port { get; set; } = 8080;

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

    /// <summary>The server's name, as the session property <c>$ServerName</c>.</summary>
    /// <value><c>local</c> by default.</value>
    public string ServerName { get; set; } = "local";

    /// <summary>How often each session is asked whether it is alive, from 100 ms to one day, or zero for never.</summary>
    /// <value>30 seconds by default. A session that has not answered when the next ping is due is ended.</value>
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

    /// <summary>The most events that one time series topic retains, whatever its specification says, from 1.</summary>
    /// <value>100,000 by default. Of more the oldest are let go.</value>
    public int MaximumRetainedEvents { get; set; } = 100_000;

    /// <summary>The clock of pings, time-outs, session start times and events.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the log lines go. The caller disposes it.</summary>
    /// <value>Nowhere by default.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

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
        Require(MaximumRetainedEvents >= 1, nameof(MaximumRetainedEvents), "must be at least 1");
        Require(Principals.All(principal => principal.Name.Length > 0), nameof(Principals), "must all have a name");
        Require(
            Principals.Select(principal => principal.Name).Distinct(StringComparer.Ordinal).Count() == Principals.Count,
            nameof(Principals),
            "must have different names");
        _ = GetEndPoint();
    }

    private static void Require(bool condition, string option, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"{nameof(LocalServerOptions)}.{option} {rule}.", option);
        }
    }
}
