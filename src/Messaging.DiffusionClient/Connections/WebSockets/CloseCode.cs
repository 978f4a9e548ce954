namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>Why a WebSocket is closed (RFC 6455, 7.4): those that this client says.</summary>
internal enum CloseCode : ushort
{
    /// <summary>All is done.</summary>
    Normal = 1000,

    /// <summary>The server broke RFC 6455.</summary>
    ProtocolError = 1002,

    /// <summary>The server sent text, which this protocol does not have.</summary>
    UnsupportedData = 1003,

    /// <summary>The server sent more than this client takes.</summary>
    MessageTooBig = 1009,
}
