using System.Net;
using Messaging.DiffusionWire.Handshake;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions.Recovery;
using Microsoft.AspNetCore.Http;

namespace Messaging.LocalServer.Sessions;

/// <summary>Answers the first words of a connection: with a new session, an old one, or a refusal.</summary>
internal sealed class SessionDoor(SessionOpener opener, SessionResumer resumer, HandshakeReplies replies)
{
    /// <summary>Decides, and sends the answer.</summary>
    /// <returns>The session that the connection is to serve, or null if there is none and it is closing.</returns>
    public async Task<Session?> EnterAsync(Connection connection, Opening opening, HttpContext context)
    {
        if (opening.Request is not { } request)
        {
            replies.Refuse(connection, "somebody", ConnectionResponseCode.ProtocolError, opening.Problem);
            return null;
        }

        if (request.ProtocolVersion != ConnectionRequest.SupportedProtocolVersion)
        {
            replies.Refuse(connection, request.Principal, ConnectionResponseCode.ProtocolVersionUnsupported, $"protocol version {request.ProtocolVersion}.");
            return null;
        }

        if (request.Reconnection is not { } reconnection)
        {
            return await opener.OpenAsync(connection, request, context).ConfigureAwait(false);
        }

        IPAddress? address = context.Connection.RemoteIpAddress;
        if (opening.Session is { } session && await resumer.TryResumeAsync(connection, session, reconnection, address).ConfigureAwait(false))
        {
            return session;
        }

        if (connection.EndReason is null)
        {
            replies.Refuse(connection, request.Principal, ConnectionResponseCode.UnknownSession, "the session has ended, or never was.");
        }

        return null;
    }
}
