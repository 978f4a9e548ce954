using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Sessions;

/// <summary>The server's first messages on connections (SESS-04).</summary>
internal sealed class HandshakeReplies(LocalServerOptions options, ILogger log)
{
    /// <summary>A principal, for the log.</summary>
    public static string Name(string principal) => principal.Length == 0 ? "anonymous" : LogText.OneLine(principal);

    /// <summary>Says with a code why there is no session, and closes.</summary>
    public void Refuse(Connection connection, string? principal, ConnectionResponseCode code, string reason)
    {
        ServerLog.Refused(log, Name(principal ?? string.Empty), code, reason);
        Send(connection, new ConnectionResponse { Code = code });
        connection.Close(EndReason.Refused);
    }

    /// <summary>What a session is told.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">That it is new, goes on, or begins anew.</param>
    /// <param name="maximumMessageSizeOrSequence">What the code is about.</param>
    public ConnectionResponse For(Session session, ConnectionResponseCode code, int maximumMessageSizeOrSequence) => new()
    {
        Code = code,
        SessionId = session.Id,
        Token = session.Token,
        SystemPingPeriodMilliseconds = (long)options.SystemPingPeriod.TotalMilliseconds,
        MaximumMessageSizeOrSequence = maximumMessageSizeOrSequence,
    };

    public static void Send(Connection connection, ConnectionResponse response)
    {
        WireWriter writer = ThreadScratch.Writer;
        writer.Clear();
        response.WriteTo(writer);
        connection.Output.AppendMessage(writer.WrittenSpan, connection.Batch);
    }
}
