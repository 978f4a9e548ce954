namespace Messaging.LocalServer.Connections;

/// <summary>The outcomes of a read from a connection.</summary>
internal enum ReceivedKind
{
    /// <summary>A binary message.</summary>
    Message,

    /// <summary>A text message: the protocol has none.</summary>
    Text,

    /// <summary>More bytes than one message may have.</summary>
    TooLarge,

    /// <summary>The peer closed the WebSocket.</summary>
    Closed,

    /// <summary>The socket is gone, or what came from it is not WebSocket.</summary>
    Lost,
}
