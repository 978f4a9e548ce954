using System.Net;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>Lets a client take up its session again (SESS-14 to SESS-17).</summary>
/// <remarks>
/// The token is all that a client needs: whose session it is was decided when it was opened, and may have changed since, so the credentials
/// in the URL say nothing.
/// </remarks>
internal sealed class SessionResumer(SessionRecovery recovery, HandshakeReplies replies, ILogger log)
{
    /// <summary>Gives a session to a connection, and sends the answer, all that was lost, and a system ping.</summary>
    /// <returns>False if the session has ended, or has a later connection.</returns>
    public async ValueTask<bool> TryResumeAsync(Connection connection, Session session, Reconnection reconnection, IPAddress? address)
    {
        if (!session.Link.TryClaim(connection, out Connection? previous))
        {
            return false;
        }

        if (previous is not null)
        {
            // To the server it may look alive. Whatever comes from it after this is not handled, so what was handled is certain.
            previous.Abort(EndReason.Replaced);
            await previous.Released.ConfigureAwait(false);
        }

        string from = address?.ToString() ?? "an unknown address";
        int pingId = session.NextConversationId();
        byte[] ping = Ping(pingId);
        if (TryResume(connection, session, reconnection, from, ping, pingId) is not { } loss)
        {
            return true;
        }

        if (loss.Length == 0)
        {
            return false;
        }

        // The official SDK forgets what it counted a moment after it has read the answer, and what comes right behind it, too. So
        // it has to be idle in between, and that it answers a ping of the WebSocket, which nobody counts, shows that it was.
        // If the connection is lost before that, the client's numbers may be new ones that seem to fit the old ones here.
        session.Received!.OnRestarting();
        HandshakeReplies.Send(connection, replies.For(session, ConnectionResponseCode.ReconnectedWithMessageLoss, 1));
        connection.Output.AppendFrame(WebSocketFrameHeader.Ping, connection.Batch);
        connection.Batch.Flush();
        if (!await connection.WaitForPeerAsync().ConfigureAwait(false) || !TryRestart(connection, session, ping, pingId))
        {
            connection.Abort(EndReason.Lost);
            return false;
        }

        ServerLog.SessionRestarted(log, session.Name, from, loss);
        return true;
    }

    /// <returns>Null if the session goes on; what is lost; or empty if there is no session.</returns>
    private string? TryResume(Connection connection, Session session, Reconnection reconnection, string address, byte[] ping, int pingId)
    {
        ReceivedFrames received = session.Received!;
        if (!received.Continues(reconnection.ClientSequence))
        {
            return "messages of the client are lost";
        }

        byte[] answer = Bytes(replies.For(session, ConnectionResponseCode.Reconnected, (int)received.Next));
        int sentAgain = 0;
        string loss = string.Empty;
        bool isResumed = recovery.TryResume(session, connection, () =>
        {
            HashSet<int>? requests = session.Output.TryResume(
                connection.Output, answer, reconnection.ServerSequence, ping, pingId, connection.Batch, out sentAgain);
            if (requests is null)
            {
                loss = "messages of the server are lost";
                return false;
            }

            received.OnResumed(requests);
            return true;
        });
        if (!isResumed)
        {
            return loss;
        }

        ServerLog.SessionResumed(log, session.Name, address, sentAgain);
        return null;
    }

    private bool TryRestart(Connection connection, Session session, byte[] ping, int pingId) =>
        recovery.TryRestart(session, connection, () =>
        {
            session.Output.Restart(connection.Output, ping, pingId, connection.Batch);
            session.Received!.OnRestarted(pingId);
        });

    private static byte[] Ping(int conversationId)
    {
        WireWriter writer = new();
        Frame.WriteRequest(writer, ServiceId.SystemPing, conversationId, default(EmptyMessage));
        return writer.ToArray();
    }

    private static byte[] Bytes(ConnectionResponse response)
    {
        WireWriter writer = new();
        response.WriteTo(writer);
        return writer.ToArray();
    }
}
