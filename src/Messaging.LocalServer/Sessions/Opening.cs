using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Microsoft.AspNetCore.Http;

namespace Messaging.LocalServer.Sessions;

/// <summary>What the URL of a connection asks for (SESS-01, SESS-10), as far as it can be told before there is an answer.</summary>
/// <param name="Request">The request; null if it is malformed.</param>
/// <param name="Problem">What is wrong with it; empty if nothing is.</param>
/// <param name="Session">The session that it wants to take up again; null if it wants none or there is none.</param>
internal sealed record Opening(ConnectionRequest? Request, string Problem, Session? Session)
{
    public static Opening Read(HttpContext context, SessionRegistry sessions)
    {
        try
        {
            ConnectionRequest request = ConnectionRequest.Parse(context.Request.Path.Value!, context.Request.QueryString.Value!);
            return new Opening(request, string.Empty, request.Reconnection is { } reconnection ? sessions.Find(reconnection.Token) : null);
        }
        catch (WireFormatException e)
        {
            return new Opening(null, e.Message, null);
        }
    }
}
