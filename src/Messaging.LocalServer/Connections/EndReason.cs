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
    /// <summary>Whether only the connection ends by it, so that the session may be taken up again (SESS-13).</summary>
    public bool IsLoss { get; private init; }

    public static EndReason ClosedByClient { get; } = Normal("the client closed it", SessionCloseReason.ClosedByClient);

    public static EndReason ClosedByServer { get; } = Normal("the server stops", SessionCloseReason.Aborted);

    public static EndReason ClosedByController { get; } = Normal("another session closed it", SessionCloseReason.ClosedByController);

    public static EndReason Revoked { get; } = Normal("its authentication was revoked", SessionCloseReason.Revoked);

    public static EndReason Refused { get; } = Normal("the connection was refused", SessionCloseReason.Aborted);

    public static EndReason Lost { get; } = Loss("the connection was lost");

    public static EndReason Replaced { get; } = Loss("the client made another connection for it");

    public static EndReason RepeatedWrongly { get; } =
        Loss("the client repeated messages that were not lost, so others are missing");

    public static EndReason NotReconnected { get; } =
        Normal("the connection was lost, and not made again in time", SessionCloseReason.ConnectionLost);

    public static EndReason CrowdedOut { get; } =
        Normal("too many sessions without a connection came after it", SessionCloseReason.ConnectionLost);

    public static EndReason PingUnanswered { get; } =
        Fault("it did not answer a system ping", WebSocketCloseStatus.NormalClosure, SessionCloseReason.ClientUnresponsive) with { IsLoss = true };

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

    private static EndReason Loss(string text) => Normal(text, SessionCloseReason.ConnectionLost) with { IsLoss = true };

    private static EndReason Normal(string text, SessionCloseReason reason) =>
        new(text, (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false, reason);

    private static EndReason Fault(string text, WebSocketCloseStatus status, SessionCloseReason reason) =>
        new(text, (ushort)status, IsFault: true, reason);
}
