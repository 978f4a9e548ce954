using Messaging.DiffusionWire.Handshake;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Diagnostics;

/// <summary>Every line that the server logs. No passwords, no tokens, no values.</summary>
/// <remarks>Ids: 1000 server, 1100 connections, 1200 sessions, 1300 services.</remarks>
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

    [LoggerMessage(1200, LogLevel.Information, "Session {SessionId} of {Principal} opened from {Address}.")]
    public static partial void SessionOpened(ILogger logger, string sessionId, string principal, string address);

    [LoggerMessage(1201, LogLevel.Information, "Session {SessionId} ended: {Reason}.")]
    public static partial void SessionEnded(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1202, LogLevel.Warning, "Session {SessionId} was closed: {Reason}.")]
    public static partial void SessionClosed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1300, LogLevel.Debug, "Session {SessionId} was refused service {Service}, conversation {ConversationId}, with {Code}: {Reason}")]
    public static partial void RequestRefused(ILogger logger, string sessionId, int service, int conversationId, int code, string reason);

    [LoggerMessage(1301, LogLevel.Error, "Service {Service} failed for a reason that is the server's own fault.")]
    public static partial void ServiceFailed(ILogger logger, int service, Exception exception);
}
