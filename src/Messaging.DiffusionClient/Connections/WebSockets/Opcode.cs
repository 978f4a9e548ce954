namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2). All other numbers are reserved.</summary>
internal enum Opcode : byte
{
    /// <summary>The next part of a message.</summary>
    Continuation = 0x0,

    /// <summary>A text, or its first part.</summary>
    Text = 0x1,

    /// <summary>A binary message, or its first part.</summary>
    Binary = 0x2,

    /// <summary>The peer ends the connection.</summary>
    Close = 0x8,

    /// <summary>To be answered with a <see cref="Pong"/>.</summary>
    Ping = 0x9,

    /// <summary>The answer to a ping, or a sign of life.</summary>
    Pong = 0xa,
}
