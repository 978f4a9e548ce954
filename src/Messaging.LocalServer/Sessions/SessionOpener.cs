using System.Net;
using System.Security.Cryptography;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Security;
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
    private readonly Authenticator _authenticator;
    private readonly ILogger _log;

    public SessionOpener(LocalServerOptions options, SessionRegistry sessions, ILogger log)
    {
        _options = options;
        _sessions = sessions;
        _authenticator = new Authenticator(options);
        _log = log;
    }

    /// <summary>Decides, and sends the answer.</summary>
    /// <returns>The session, or null if there is none and the connection is closing.</returns>
    public Session? Open(Connection connection, string path, string query, IPAddress? address)
    {
        ConnectionRequest request;
        try
        {
            request = ConnectionRequest.Parse(path, query);
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

        return _authenticator.Authenticate(principal, request.Credentials) is { } roles
            ? Accept(connection, request, principal, roles, address)
            : Refuse(connection, Name(principal), ConnectionResponseCode.AuthenticationFailed, "unknown principal or wrong password.");
    }

    private static string Name(string principal) => principal.Length == 0 ? "anonymous" : principal;

    private Session Accept(Connection connection, ConnectionRequest request, string principal, IReadOnlyList<string> roles, IPAddress? address)
    {
        SessionId id = _sessions.NextId();
        bool acceptsCompression = (request.Capabilities & CompressionCapability) != 0;
        Session session = new(id, principal, roles, acceptsCompression, connection)
        {
            Properties = SessionPropertyList.Create(id.ToString(), principal, roles, address, request, _options),
        };
        _sessions.Add(session);
        Send(connection, new ConnectionResponse
        {
            Code = ConnectionResponseCode.Ok,
            SessionId = id,
            Token = RandomNumberGenerator.GetString(TokenAlphabet, ConnectionResponse.TokenLength),
            SystemPingPeriodMilliseconds = (long)_options.SystemPingPeriod.TotalMilliseconds,
            MaximumMessageSizeOrSequence = _options.MaximumMessageSize,
        });
        ServerLog.SessionOpened(_log, session.Name, Name(principal), address?.ToString() ?? "an unknown address");
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
