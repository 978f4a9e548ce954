using System.Net;
using System.Security.Cryptography;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Security.SignIn;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Recovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Sessions;

/// <summary>Opens a session for a connection that asks for a new one, or refuses it with a code (SESS-04).</summary>
internal sealed class SessionOpener
{
    private const int CompressionCapability = 2;

    // The URL-safe alphabet without its two special characters: the token comes back in a query.
    private const string TokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly LocalServerOptions _options;
    private readonly SessionRegistry _sessions;
    private readonly SessionQuota _quota;
    private readonly SessionEvents _events;
    private readonly TimerCount _timers;
    private readonly AuthenticatorChain _authenticators;
    private readonly SecurityStore _security;
    private readonly HandshakeReplies _replies;
    private readonly ILogger _log;

    public SessionOpener(
        LocalServerOptions options,
        SessionRegistry sessions,
        SessionQuota quota,
        SessionEvents events,
        TimerCount timers,
        AuthenticatorChain authenticators,
        SecurityStore security,
        HandshakeReplies replies,
        ILogger log)
    {
        _replies = replies;
        _events = events;
        _timers = timers;
        _options = options;
        _sessions = sessions;
        _quota = quota;
        _authenticators = authenticators;
        _security = security;
        _log = log;
    }

    /// <summary>Decides, and sends the answer.</summary>
    /// <returns>The session, or null if there is none and the connection is closing.</returns>
    public async Task<Session?> OpenAsync(Connection connection, ConnectionRequest request, HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        if (_quota.FindProblem() is { } problem)
        {
            _replies.Refuse(connection, request.Principal, ConnectionResponseCode.LicenseLimit, problem);
            return null;
        }

        SessionId id = _sessions.NextId();
        string name = id.ToString();
        IReadOnlyList<KeyValuePair<string, string>> properties = SessionPropertyList.Create(name, address, request, _options);
        SessionIdentity? identity;
        try
        {
            identity = await _authenticators.AuthenticateAsync(request, properties, address, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // It went away, or was cut as the server stops, before anybody had decided.
            connection.Abort(EndReason.Lost);
            return null;
        }

        if (identity is null)
        {
            _replies.Refuse(connection, request.Principal, ConnectionResponseCode.AuthenticationFailed, "unknown principal or wrong password.");
            return null;
        }

        return Accept(connection, request, id, name, identity, address);
    }

    private Session? Accept(
        Connection connection, ConnectionRequest request, SessionId id, string name, SessionIdentity identity, IPAddress? address)
    {
        bool acceptsCompression = (request.Capabilities & CompressionCapability) != 0;
        TimeSpan keptFor = KeptFor(request);
        bool isKept = keptFor > TimeSpan.Zero;
        Session session = new(id, name, identity, _security, acceptsCompression)
        {
            Address = address,
            Requests = new PendingRequests(_options, _timers),
            Token = RandomNumberGenerator.GetString(TokenAlphabet, ConnectionResponse.TokenLength),
            KeptFor = keptFor,
            Link = new SessionLink(connection),
            Received = isKept ? new ReceivedFrames() : null,
            Output = new SessionOutput(connection.Output, isKept ? NewRecovery() : null),
        };

        if (_quota.TryEnter(session, identity.Principal) is { } problem)
        {
            _replies.Refuse(connection, identity.Principal, ConnectionResponseCode.LicenseLimit, problem);
            return null;
        }

        // Before anybody else knows the session: nothing may be sent to it earlier.
        HandshakeReplies.Send(connection, _replies.For(session, ConnectionResponseCode.Ok, _options.MaximumMessageSize));
        _sessions.Add(session);
        _events.OnOpened(session, connection.Batch);
        ServerLog.SessionOpened(_log, session.Name, HandshakeReplies.Name(session.Principal), address?.ToString() ?? "an unknown address");
        return session;
    }

    private TimeSpan KeptFor(ConnectionRequest request)
    {
        TimeSpan wanted = TimeSpan.FromMilliseconds(request.ReconnectTimeoutMilliseconds);
        TimeSpan allowed = _options.MaximumDisconnectedSessions > 0 ? _options.MaximumReconnectTimeout : TimeSpan.Zero;
        return wanted < allowed ? wanted : allowed;
    }

    // What is sent again waits for the new connection all at once.
    private RecoveryBuffer NewRecovery() =>
        new(_options.MaximumRecoveryMessages, Math.Min(_options.MaximumRecoveryBytes, _options.MaximumQueuedBytes / 2));
}
