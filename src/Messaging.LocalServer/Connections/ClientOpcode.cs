namespace Messaging.LocalServer.Connections;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2).</summary>
internal enum ClientOpcode
{
    /// <summary>A further part of a message.</summary>
    Continuation = 0,

    /// <summary>A text message, or its first part.</summary>
    Text = 1,

    /// <summary>A binary message, or its first part.</summary>
    Binary = 2,

    /// <summary>The last frame of the connection.</summary>
    Close = 8,

    /// <summary>Has to be answered by a pong with the same payload.</summary>
    Ping = 9,

    /// <summary>Answers a ping, or nothing.</summary>
    Pong = 10,
}
