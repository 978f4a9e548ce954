using Messaging.DiffusionWire.Handshake;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Diagnostics;

/// <summary>Every line that the server logs. No passwords, no tokens, no values.</summary>
/// <remarks>Ids: 1000 server, 1100 connections, 1200 sessions, 1300 services, 1400 the data directory.</remarks>
internal static partial class ServerLog
{
    [LoggerMessage(1000, LogLevel.Information, "Listening on {Url}.")]
    public static partial void Started(ILogger logger, Uri url);

    [LoggerMessage(1001, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1100, LogLevel.Debug, "Answered a plain HTTP request for {Path} with {Status}.")]
    public static partial void NotAnUpgrade(ILogger logger, string path, int status);

    [LoggerMessage(1101, LogLevel.Information, "Refused a connection of {Principal} with {Code}: {Reason}")]
    public static partial void Refused(ILogger logger, string principal, ConnectionResponseCode code, string reason);

    [LoggerMessage(1102, LogLevel.Error, "A connection failed for a reason that is the server's own fault.")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(1103, LogLevel.Information, "Cut a connection from {Address}: it was no WebSocket after {Seconds} s.")]
    public static partial void HandshakeTimedOut(ILogger logger, string address, double seconds);

    [LoggerMessage(1104, LogLevel.Warning, "{Maximum} connections have no session: cutting further ones until there is room.")]
    public static partial void TooManyConnections(ILogger logger, int maximum);

    [LoggerMessage(1200, LogLevel.Information, "Session {SessionId} of {Principal} opened from {Address}.")]
    public static partial void SessionOpened(ILogger logger, string sessionId, string principal, string address);

    [LoggerMessage(1201, LogLevel.Information, "Session {SessionId} ended: {Reason}.")]
    public static partial void SessionEnded(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1202, LogLevel.Warning, "Session {SessionId} was closed: {Reason}.")]
    public static partial void SessionClosed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1203, LogLevel.Information, "Session {SessionId} has no connection: {Reason}. It is kept for {Timeout}.")]
    public static partial void SessionDisconnected(ILogger logger, string sessionId, string reason, TimeSpan timeout);

    [LoggerMessage(1204, LogLevel.Information, "Session {SessionId} is connected again, from {Address}. Nothing was lost, {Count} messages were sent again.")]
    public static partial void SessionResumed(ILogger logger, string sessionId, string address, int count);

    [LoggerMessage(1205, LogLevel.Information, "Session {SessionId} is connected again, from {Address}. It begins anew, as {Reason}.")]
    public static partial void SessionRestarted(ILogger logger, string sessionId, string address, string reason);

    [LoggerMessage(1206, LogLevel.Warning, "Session {SessionId} is subscribed to {Maximum} topics and gets no others that it selects until there is room.")]
    public static partial void SubscriptionsFull(ILogger logger, string sessionId, int maximum);

    [LoggerMessage(1207, LogLevel.Information, "Session {SessionId} reads too slowly and was unsubscribed from {Path}, as the topic's conflation policy says.")]
    public static partial void UnsubscribedByPolicy(ILogger logger, string sessionId, string path);

    [LoggerMessage(1300, LogLevel.Debug, "Session {SessionId} was refused service {Service}, conversation {ConversationId}, with {Code}: {Reason}")]
    public static partial void RequestRefused(ILogger logger, string sessionId, int service, int conversationId, int code, string reason);

    [LoggerMessage(1301, LogLevel.Error, "Service {Service} failed for a reason that is the server's own fault.")]
    public static partial void ServiceFailed(ILogger logger, int service, Exception exception);

    [LoggerMessage(1400, LogLevel.Information, "Recovered {Topics} topics and {Principals} principals from {Bytes} bytes in the data directory {Location}.")]
    public static partial void Recovered(ILogger logger, string location, long bytes, int topics, int principals);

    [LoggerMessage(1401, LogLevel.Information, "The data directory {Location} was used before: principals and scripts of the options were not applied.")]
    public static partial void StoresFromLog(ILogger logger, string location);

    [LoggerMessage(1402, LogLevel.Warning, "The log {Name} in {Location} had no whole record from byte {Position} on: its last {Bytes} bytes were cut off. Nobody was told that they are safe.")]
    public static partial void TornTail(ILogger logger, string name, string location, long position, long bytes);

    [LoggerMessage(1403, LogLevel.Error, "The log cannot be written. Changes are refused until it can.")]
    public static partial void LogNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1404, LogLevel.Information, "The log can be written again.")]
    public static partial void LogWrittenAgain(ILogger logger);

    [LoggerMessage(1405, LogLevel.Critical, "The log cannot be flushed to disk. What was not confirmed may be lost; the server confirms nothing any more and has to be restarted.")]
    public static partial void LogNotFlushed(ILogger logger, Exception exception);

    [LoggerMessage(1406, LogLevel.Information, "Compacted the log {Name} of {Bytes} bytes to {NextName} of {NextBytes} bytes.")]
    public static partial void LogCompacted(ILogger logger, string name, long bytes, string nextName, long nextBytes);

    [LoggerMessage(1407, LogLevel.Warning, "The log could not be compacted. It grows on, and that is tried again later.")]
    public static partial void LogNotCompacted(ILogger logger, Exception exception);

    [LoggerMessage(1408, LogLevel.Warning, "The file {Name} of the data directory could not be deleted. It is not used any more.")]
    public static partial void FileNotDeleted(ILogger logger, string name, Exception exception);
}
