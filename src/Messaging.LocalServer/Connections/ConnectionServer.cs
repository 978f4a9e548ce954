using System.Collections.Concurrent;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Security.SignIn;
using Messaging.LocalServer.Services;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Connections;

/// <summary>Serves connections from the HTTP request to the end of the session, and holds all there is on the way.</summary>
internal sealed class ConnectionServer
{
    private static readonly byte[] ClosedMessage = [(byte)FrameType.Closed];

    private readonly LocalServerOptions _options;
    private readonly Storage? _storage;
    private readonly ILogger _log;
    private readonly TopicTree _topics;
    private readonly SessionRegistry _sessions = new();
    private readonly TimerCount _timers = new();
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly SessionQuota _quota;
    private readonly SessionControl _control;
    private readonly SessionDoor _door;
    private readonly ServiceTable _services;
    private volatile bool _isStopping;

    public ConnectionServer(LocalServerOptions options, Storage? storage, ILogger log)
    {
        _options = options;
        _storage = storage;
        _log = log;
        (_topics, AccountStore accounts, SecurityStore security) = storage?.State ?? ServerState.Initial(options, log);
        ControlAuthenticators places = new(options);
        AuthenticatorChain authenticators = new(
            [places.Before, new SystemAuthenticator(accounts, options.PasswordIterations), places.After],
            security,
            new SignInThrottle(options.FreeSignInFailures, options.MaximumSignInDelay, options.TimeProvider));
        SessionEvents events = new(options.MaximumSessionListeners);
        Gate = new ConnectionGate(options, log);
        _quota = new SessionQuota(options);
        SessionAuthority authority = new(_topics, _sessions);
        _control = new SessionControl(options, _sessions, _quota, events, _topics, authority, places, _timers, log);
        HandshakeReplies replies = new(options, log);
        _door = new SessionDoor(
            new SessionOpener(options, _sessions, _quota, events, _timers, authenticators, security, replies, log),
            new SessionResumer(_control.Recovery, replies, log),
            replies);
        _services = new ServiceTable(
            [
                new PingService(ServiceId.UserPing),
                new AddTopicService(_topics),
                new RemoveTopicsService(_topics),
                new SubscribeService(_topics),
                new UnsubscribeService(_topics),
                new UnsubscribeAllScopesService(_topics),
                new SetTopicService(_topics),
                new AddAndSetTopicService(_topics),
                new AppendService(_topics),
                new AppendWithTimestampService(_topics),
                new EditService(_topics),
                new RangeQueryService(_topics, options.MaximumMessageSize),
                new FetchService(_topics, options.MaximumMessageSize),
                new GetSessionPropertiesService(),
                new GetGlobalPermissionsService(),
                new GetPathPermissionsService(),
                new GetSecurityService(security),
                new UpdateSecurityService(security, authority),
                new GetSystemAuthenticationService(accounts),
                new UpdateSystemAuthenticationService(accounts),
                new ReauthenticateService(authenticators, _quota, authority, log),
                .. _control.Services,
            ],
            log);
    }

    /// <summary>Where connections come in.</summary>
    public ConnectionGate Gate { get; }

    public LocalServerStatistics Statistics
    {
        get
        {
            (int subscriptions, int selections, int retainedEvents) = _topics.Count();
            return new(_connections.Count, _sessions.Count, _topics.TopicCount, subscriptions, selections, _timers.Running, retainedEvents, _control.Recovery.DisconnectedCount, Gate.Pending);
        }
    }

    /// <summary>The most bytes that wait for any one connection.</summary>
    public long LongestQueue => _connections.Keys.Select(connection => connection.Output.Queued).DefaultIfEmpty().Max();

    /// <summary>Serves one HTTP request to its end. Does not throw.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            Stream? transport = await WebSocketUpgrade.AcceptAsync(context).ConfigureAwait(false);
            if (transport is null)
            {
                ServerLog.NotAnUpgrade(_log, context.Request.Path.ToString(), context.Response.StatusCode);
                return;
            }

            context.Features.Get<PendingConnection>()?.OnUpgraded();
            Opening opening = Opening.Read(context, _sessions);

            // Kestrel keeps them as long as the connection, and nobody asks again.
            context.Request.Headers.Clear();
            Connection connection = new(
                _storage?.Hold(transport) ?? transport, context.Abort, _options, _timers, opening.Session?.Output.Gate ?? new Lock());
            await using (connection.ConfigureAwait(false))
            {
                await ServeAsync(connection, EnterAsync(connection, opening, context), context).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            ServerLog.ConnectionFailed(_log, e);
            context.Abort();
        }
    }

    /// <summary>Ends every session with the protocol's own word, and every connection after it.</summary>
    public void Stop()
    {
        _isStopping = true;
        foreach (Connection connection in _connections.Keys)
        {
            connection.Close(EndReason.ClosedByServer, ClosedMessage);
        }

        _control.Recovery.Stop();
    }

    private async Task<Session?> EnterAsync(Connection connection, Opening opening, HttpContext context)
    {
        _connections.TryAdd(connection, true);
        return await _door.EnterAsync(connection, opening, context).ConfigureAwait(false);
    }

    // Not the opening: what is known here stays in memory until the connection ends.
    private async Task ServeAsync(Connection connection, Task<Session?> entering, HttpContext context)
    {
        try
        {
            Session? session = await entering.ConfigureAwait(false);
            if (session is not null)
            {
                context.Features.Get<PendingConnection>()?.Dispose();
                await ServeAsync(connection, session).ConfigureAwait(false);
            }

            connection.Release();
            if (connection.EndReason is not { IsLoss: true })
            {
                await connection.Reader.DrainAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            connection.Release();
            connection.Batch.Flush();
            _connections.TryRemove(connection, out _);
            context.Features.Get<PendingConnection>()?.Dispose();
        }
    }

    private async Task ServeAsync(Connection connection, Session session)
    {
        EndReason reason = EndReason.Lost;
        try
        {
            if (_isStopping)
            {
                // It came between the last look at the connections and the end of listening.
                connection.Close(EndReason.ClosedByServer, ClosedMessage);
            }

            using PingMonitor pings = new(session, connection, _options, _timers);
            SessionLoop loop = new(connection, session, _services, pings, _options.MaximumMessageSize);
            reason = await loop.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!_control.Recovery.TryKeep(session, connection, reason, connection.Batch))
            {
                // Before the last word is sent: whoever reads it finds nothing left of the session.
                _control.Ending.OnEnded(session, reason, connection.Batch);
                Log(session, reason);
            }

            connection.Release();
        }

        connection.Batch.Flush();
        connection.Close(reason, reason.IsLoss ? default : ClosedMessage);
    }

    private void Log(Session session, EndReason reason)
    {
        if (reason.IsFault)
        {
            ServerLog.SessionClosed(_log, session.Name, reason.Text);
        }
        else
        {
            ServerLog.SessionEnded(_log, session.Name, reason.Text);
        }
    }
}
