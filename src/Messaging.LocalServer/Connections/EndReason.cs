using System.Net.WebSockets;

namespace Messaging.LocalServer.Connections;

/// <summary>Why a connection and its session end.</summary>
/// <param name="Text">For the log.</param>
/// <param name="CloseCode">The WebSocket close code that the peer sees.</param>
/// <param name="IsFault">Whether somebody should look at it.</param>
internal sealed record EndReason(string Text, ushort CloseCode, bool IsFault)
{
    public static EndReason ClosedByClient { get; } = new("the client closed it", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false);

    public static EndReason ClosedByServer { get; } = new("the server stops", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false);

    public static EndReason Refused { get; } = new("the connection was refused", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false);

    public static EndReason Lost { get; } = new("the connection was lost", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: false);

    public static EndReason PingUnanswered { get; } = new("it did not answer a system ping", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: true);

    public static EndReason TextMessage { get; } = new("it sent a text message", (ushort)WebSocketCloseStatus.InvalidMessageType, IsFault: true);

    public static EndReason TooLarge(int maximumSize) =>
        new($"it sent a message of more than {maximumSize} bytes", (ushort)WebSocketCloseStatus.MessageTooBig, IsFault: true);

    public static EndReason SlowConsumer(int maximumQueuedBytes) =>
        new($"it reads too slowly: more than {maximumQueuedBytes} bytes would wait for it", (ushort)WebSocketCloseStatus.NormalClosure, IsFault: true);

    public static EndReason Malformed(string problem) =>
        new($"it broke the protocol: {problem}", (ushort)WebSocketCloseStatus.ProtocolError, IsFault: true);
}
