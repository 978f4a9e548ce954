using System.Net.WebSockets;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Connections;

/// <summary>Why a connection and its session end.</summary>
/// <param name="Text">For the log.</param>
/// <param name="CloseCode">The WebSocket close code that the peer sees.</param>
/// <param name="IsFault">Whether somebody should look at it.</param>
/// <param name="SessionReason">What other sessions are told.</param>
internal sealed record EndReason(string Text, ushort CloseCode, bool IsFault, SessionCloseReason SessionReason)
{
    public static EndReason ClosedByClient { get; } = Normal("the client closed it", SessionCloseReason.ClosedByClient);

    public static EndReason ClosedByServer { get; } = Normal("the server stops", SessionCloseReason.Aborted);

    public static EndReason ClosedByController { get; } = Normal("another session closed it", SessionCloseReason.ClosedByController);

    public static EndReason Revoked { get; } = Normal("its authentication was revoked", SessionCloseReason.Revoked);

    public static EndReason Refused { get; } = Normal("the connection was refused", SessionCloseReason.Aborted);

    public static EndReason Lost { get; } = Normal("the connection was lost", SessionCloseReason.ConnectionLost);

    public static EndReason PingUnanswered { get; } =
        Fault("it did not answer a system ping", WebSocketCloseStatus.NormalClosure, SessionCloseReason.ClientUnresponsive);

    public static EndReason TextMessage { get; } =
        Fault("it sent a text message", WebSocketCloseStatus.InvalidMessageType, SessionCloseReason.InvalidInboundMessage);

    public static EndReason TooLarge(int maximumSize) =>
        Fault($"it sent a message of more than {maximumSize} bytes", WebSocketCloseStatus.MessageTooBig, SessionCloseReason.MessageTooLarge);

    public static EndReason SlowConsumer(int maximumQueuedBytes) => Fault(
        $"it reads too slowly: more than {maximumQueuedBytes} bytes would wait for it",
        WebSocketCloseStatus.NormalClosure,
        SessionCloseReason.MessageQueueLimitReached);

    public static EndReason Malformed(string problem) =>
        Fault($"it broke the protocol: {problem}", WebSocketCloseStatus.ProtocolError, SessionCloseReason.InvalidInboundMessage);

    private static EndReason Normal(string text, SessionCloseReason reason) =>
        new(text, (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false, reason);

    private static EndReason Fault(string text, WebSocketCloseStatus status, SessionCloseReason reason) =>
        new(text, (ushort)status, IsFault: true, reason);
}
