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
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Sessions;

/// <summary>Answers the first words of a connection: opens a session, or refuses it with a code (SESS-04).</summary>
internal sealed class SessionOpener
{
    private const int CompressionCapability = 2;

    // The URL-safe alphabet without its two special characters: the token comes back in a query.
    private const string TokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly LocalServerOptions _options;
    private readonly SessionRegistry _sessions;
    private readonly SessionEvents _events;
    private readonly TimerCount _timers;
    private readonly AuthenticatorChain _authenticators;
    private readonly SecurityStore _security;
    private readonly ILogger _log;

    public SessionOpener(
        LocalServerOptions options,
        SessionRegistry sessions,
        SessionEvents events,
        TimerCount timers,
        AuthenticatorChain authenticators,
        SecurityStore security,
        ILogger log)
    {
        _events = events;
        _timers = timers;
        _options = options;
        _sessions = sessions;
        _authenticators = authenticators;
        _security = security;
        _log = log;
    }

    /// <summary>Decides, and sends the answer.</summary>
    /// <returns>The session, or null if there is none and the connection is closing.</returns>
    public async Task<Session?> OpenAsync(Connection connection, HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        ConnectionRequest request;
        try
        {
            request = ConnectionRequest.Parse(context.Request.Path.Value!, context.Request.QueryString.Value!);
        }
        catch (WireFormatException e)
        {
            return Refuse(connection, "somebody", ConnectionResponseCode.ProtocolError, e.Message);
        }

        string principal = request.Principal ?? string.Empty;
        if (request.ProtocolVersion != ConnectionRequest.SupportedProtocolVersion)
        {
            return Refuse(connection, Name(principal), ConnectionResponseCode.ProtocolVersionUnsupported, $"protocol version {request.ProtocolVersion}.");
        }

        if (request.Reconnection is not null)
        {
            // A session ends with its connection, so there is none to come back to.
            return Refuse(connection, Name(principal), ConnectionResponseCode.UnknownSession, "sessions are not kept for reconnection.");
        }

        SessionId id = _sessions.NextId();
        IReadOnlyList<KeyValuePair<string, string>> properties = SessionPropertyList.Create(id.ToString(), address, request, _options);
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

        return identity is null
            ? Refuse(connection, Name(principal), ConnectionResponseCode.AuthenticationFailed, "unknown principal or wrong password.")
            : Accept(connection, request, id, identity, address);
    }

    private static string Name(string principal) => principal.Length == 0 ? "anonymous" : LogText.OneLine(principal);

    private Session Accept(Connection connection, ConnectionRequest request, SessionId id, SessionIdentity identity, IPAddress? address)
    {
        bool acceptsCompression = (request.Capabilities & CompressionCapability) != 0;
        Session session = new(id, identity, _security, acceptsCompression, connection)
        {
            Address = address,
            Requests = new PendingRequests(_options, _timers),
        };

        // Before anybody else knows the session: nothing may be sent to it earlier.
        Send(connection, new ConnectionResponse
        {
            Code = ConnectionResponseCode.Ok,
            SessionId = id,
            Token = RandomNumberGenerator.GetString(TokenAlphabet, ConnectionResponse.TokenLength),
            SystemPingPeriodMilliseconds = (long)_options.SystemPingPeriod.TotalMilliseconds,
            MaximumMessageSizeOrSequence = _options.MaximumMessageSize,
        });
        _sessions.Add(session);
        _events.OnOpened(session, connection.Batch);
        ServerLog.SessionOpened(_log, session.Name, Name(session.Principal), address?.ToString() ?? "an unknown address");
        return session;
    }

    private Session? Refuse(Connection connection, string principal, ConnectionResponseCode code, string reason)
    {
        ServerLog.Refused(_log, principal, code, reason);
        Send(connection, new ConnectionResponse { Code = code });
        connection.Close(EndReason.Refused);
        return null;
    }

    private static void Send(Connection connection, ConnectionResponse response)
    {
        WireWriter writer = connection.Batch.Scratch;
        writer.Clear();
        response.WriteTo(writer);
        connection.Output.AppendMessage(writer.WrittenSpan, connection.Batch);
    }
}
