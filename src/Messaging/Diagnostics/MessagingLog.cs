using Microsoft.Extensions.Logging;

namespace Messaging.Diagnostics;

/// <summary>
/// Every line that this assembly logs: 1000 and up for the connection, 2000 and up for rooms. No line carries a password
/// or a message's text. <c>docs/errors.md</c> lists them; an id that is retired is never used again.
/// </summary>
internal static partial class MessagingLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Connecting to {Url} as {Principal}.", EventName = "Connecting")]
    public static partial void Connecting(this ILogger logger, Uri url, string principal);

    [LoggerMessage(1001, LogLevel.Information, "Connected to {Url}, session {SessionId}.", EventName = "Connected")]
    public static partial void Connected(this ILogger logger, Uri url, string sessionId);

    [LoggerMessage(1002, LogLevel.Warning, "Could not connect to {Url}: {Code}. {Reason}", EventName = "ConnectFailed")]
    public static partial void ConnectFailed(this ILogger logger, Uri url, MessagingErrorCode code, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "Session {SessionId} was lost. {Reason}", EventName = "SessionLost")]
    public static partial void SessionLost(this ILogger logger, string sessionId, string reason);

    [LoggerMessage(1004, LogLevel.Information, "Attempt {Attempt} to reconnect to {Url} failed: {Code}. {Reason}", EventName = "ReconnectAttemptFailed")]
    public static partial void ReconnectAttemptFailed(this ILogger logger, int attempt, Uri url, MessagingErrorCode code, string reason);

    [LoggerMessage(1005, LogLevel.Information, "Reconnected to {Url} at attempt {Attempt}, session {SessionId}.", EventName = "Reconnected")]
    public static partial void Reconnected(this ILogger logger, Uri url, int attempt, string sessionId);

    [LoggerMessage(1006, LogLevel.Error, "The connection to {Url} is given up: {Code}. {Reason}", EventName = "ConnectionGivenUp")]
    public static partial void ConnectionGivenUp(this ILogger logger, Uri url, MessagingErrorCode code, string reason);

    [LoggerMessage(1007, LogLevel.Debug, "The client of {Url} was disposed.", EventName = "ClientDisposed")]
    public static partial void ClientDisposed(this ILogger logger, Uri url);

    [LoggerMessage(1008, LogLevel.Warning, "Session {SessionId} did not close cleanly.", EventName = "SessionCloseFailed")]
    public static partial void SessionCloseFailed(this ILogger logger, string sessionId, Exception exception);

    [LoggerMessage(1009, LogLevel.Warning, "Certificates of {Url} are not checked: whoever stands in between reads and changes everything.", EventName = "CertificatesNotChecked")]
    public static partial void CertificatesNotChecked(this ILogger logger, Uri url);

    [LoggerMessage(1010, LogLevel.Information, "Session {SessionId} goes on as {Principal}.", EventName = "UserChanged")]
    public static partial void UserChanged(this ILogger logger, string sessionId, string principal);

    [LoggerMessage(1011, LogLevel.Warning, "The server refused {Principal}; session {SessionId} goes on as it was.", EventName = "UserChangeRefused")]
    public static partial void UserChangeRefused(this ILogger logger, string principal, string sessionId);

    [LoggerMessage(1012, LogLevel.Warning, "Session {SessionId} has lost its connection and tries to get it back. {Reason}", EventName = "LinkLost")]
    public static partial void LinkLost(this ILogger logger, string sessionId, string reason);

    [LoggerMessage(1013, LogLevel.Information, "Session {SessionId} has its connection back.", EventName = "SessionResumed")]
    public static partial void SessionResumed(this ILogger logger, string sessionId);

    [LoggerMessage(1014, LogLevel.Information, "Attempt {Attempt} to connect to {Url} failed: {Code}. {Reason}", EventName = "ConnectAttemptFailed")]
    public static partial void ConnectAttemptFailed(this ILogger logger, int attempt, Uri url, MessagingErrorCode code, string reason);

    [LoggerMessage(1020, LogLevel.Warning, "{Url} does not let this client in again, and it is closed for good. {Reason}", EventName = "SignInRefused")]
    public static partial void SignInRefused(this ILogger logger, Uri url, string reason);

    [LoggerMessage(2000, LogLevel.Debug, "Joined the room at {TopicPath}.", EventName = "RoomJoined")]
    public static partial void RoomJoined(this ILogger logger, string topicPath);

    [LoggerMessage(2001, LogLevel.Debug, "Left the room at {TopicPath}.", EventName = "RoomLeft")]
    public static partial void RoomLeft(this ILogger logger, string topicPath);

    [LoggerMessage(2002, LogLevel.Debug, "The room at {TopicPath} was left without the server's confirmation: {Code}. {Reason}", EventName = "UnsubscribeFailed")]
    public static partial void UnsubscribeFailed(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);

    [LoggerMessage(2003, LogLevel.Information, "The topic {TopicPath} was removed. The room stays joined.", EventName = "RoomTopicRemoved")]
    public static partial void RoomTopicRemoved(this ILogger logger, string topicPath);

    [LoggerMessage(2004, LogLevel.Information, "The topic {TopicPath} was not there any more and is created again.", EventName = "RoomTopicCreatedAgain")]
    public static partial void RoomTopicCreatedAgain(this ILogger logger, string topicPath);

    [LoggerMessage(2005, LogLevel.Warning, "The server ended the subscription of {TopicPath}.", EventName = "SubscriptionEnded")]
    public static partial void SubscriptionEnded(this ILogger logger, string topicPath);

    [LoggerMessage(2006, LogLevel.Error, "The room at {TopicPath} could not be restored: {Code}. {Reason}", EventName = "RoomNotRestored")]
    public static partial void RoomNotRestored(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);

    [LoggerMessage(2007, LogLevel.Debug, "What stands at {TopicPath} is no message. {Problem}", EventName = "UnreadableMessage")]
    public static partial void UnreadableMessage(this ILogger logger, string topicPath, string problem);

    [LoggerMessage(2008, LogLevel.Warning, "A reader of {TopicPath} is too slow and missed {MissedCount} events.", EventName = "ReaderTooSlow")]
    public static partial void ReaderTooSlow(this ILogger logger, string topicPath, long? missedCount);

    [LoggerMessage(2009, LogLevel.Trace, "The message {MessageId} was accepted at {TopicPath}.", EventName = "MessageAccepted")]
    public static partial void MessageAccepted(this ILogger logger, MessageId messageId, string topicPath);

    [LoggerMessage(2010, LogLevel.Warning, "The history of {TopicPath} could not be read for one of its readers: {Code}. {Reason}", EventName = "HistoryNotRead")]
    public static partial void HistoryNotRead(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);

    [LoggerMessage(2011, LogLevel.Debug, "The server renewed the subscription of {TopicPath} and did not confirm it: {Code}. {Reason}", EventName = "RenewalNotConfirmed")]
    public static partial void RenewalNotConfirmed(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);

    [LoggerMessage(2012, LogLevel.Warning, "The principal may not read {TopicPath}.", EventName = "ReadingForbidden")]
    public static partial void ReadingForbidden(this ILogger logger, string topicPath);

    [LoggerMessage(2013, LogLevel.Debug, "What the principal may do at {TopicPath} could not be asked: {Code}. {Reason}", EventName = "CapabilitiesNotRead")]
    public static partial void CapabilitiesNotRead(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);

    [LoggerMessage(2014, LogLevel.Information, "Whether the message {MessageId} was accepted at {TopicPath} is unknown: {Code}.", EventName = "SendOutcomeUnknown")]
    public static partial void SendOutcomeUnknown(this ILogger logger, MessageId messageId, string topicPath, MessagingErrorCode code);

    [LoggerMessage(2015, LogLevel.Information, "The message {MessageId} was looked for at {TopicPath}: {Outcome}.", EventName = "SendOutcomeKnown")]
    public static partial void SendOutcomeKnown(this ILogger logger, MessageId messageId, string topicPath, string outcome);

    [LoggerMessage(2016, LogLevel.Information, "Whether the change of message {Sequence} was accepted at {TopicPath} is unknown: {Code}.", EventName = "ChangeOutcomeUnknown")]
    public static partial void ChangeOutcomeUnknown(this ILogger logger, long sequence, string topicPath, MessagingErrorCode code);

    [LoggerMessage(2017, LogLevel.Warning, "The server did not confirm the subscription of {TopicPath}: {Code}. {Reason}", EventName = "SubscriptionRefused")]
    public static partial void SubscriptionRefused(this ILogger logger, string topicPath, MessagingErrorCode code, string reason);
}
