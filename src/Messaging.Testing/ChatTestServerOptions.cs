using Messaging.LocalServer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.Testing;

/// <summary>How a <see cref="ChatTestServer"/> and its clients are made. Read when the server starts: later changes have no effect.</summary>
public sealed class ChatTestServerOptions
{
    /// <summary>Who may sign in. <see cref="ChatTestServer.CreateClientFor"/> knows their passwords.</summary>
    /// <value>
    /// By default those of <see cref="LocalServerOptions.Principals"/>: admin, control, client and operator, all with the password
    /// <c>password</c>. Anonymous clients are let in, too, unless <see cref="ConfigureServer"/> says otherwise.
    /// </value>
    public IList<LocalPrincipal> Accounts { get; set; } = new LocalServerOptions().Principals;

    /// <summary>Whether rooms and accounts outlive <see cref="ChatTestServer.RestartAsync"/>.</summary>
    /// <value>
    /// False by default: a server that was restarted is as new. If true the server writes to a directory of its own below the system's
    /// temporary directory, which is deleted in the end; not together with <see cref="LocalServerOptions.DataDirectory"/>.
    /// </value>
    public bool KeepData { get; set; }

    /// <summary>The clock of the server, its clients and the network between them.</summary>
    /// <value>The system's by default. One that a test advances makes time virtual: docs/testing.md has an example.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where server and clients log. The caller disposes it.</summary>
    /// <value>Nowhere by default.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Changes the server's options, at each start, after everything above was set.</summary>
    /// <value>
    /// None by default: everybody may create rooms, write and edit (<see cref="LocalServerOptions.DevelopmentSecurityScript"/>), and passwords
    /// are hashed as little as can be, to make signing in fast.
    /// </value>
    public Action<LocalServerOptions>? ConfigureServer { get; set; }

    /// <summary>Changes the options of each client, before those that its own call gives.</summary>
    /// <value>None by default.</value>
    public Action<MessagingOptions>? ConfigureClients { get; set; }

    internal ChatTestServerOptions Copy() => new()
    {
        Accounts = [.. Accounts],
        KeepData = KeepData,
        TimeProvider = TimeProvider,
        LoggerFactory = LoggerFactory,
        ConfigureServer = ConfigureServer,
        ConfigureClients = ConfigureClients,
    };
}
