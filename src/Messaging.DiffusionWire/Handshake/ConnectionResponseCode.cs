namespace Messaging.DiffusionWire.Handshake;

/// <summary>The server's answer to a connection request (rule SESS-05). Numbers without a name are not known to clients.</summary>
public enum ConnectionResponseCode : byte
{
    /// <summary>A new session.</summary>
    Ok = 100,

    /// <summary>The server does not speak the client's protocol version.</summary>
    ProtocolVersionUnsupported = 102,

    /// <summary>The session goes on where it was.</summary>
    Reconnected = 105,

    /// <summary>The session goes on, but messages were lost: the server subscribes it anew.</summary>
    ReconnectedWithMessageLoss = 106,

    /// <summary>A limit of the server's licence was reached.</summary>
    LicenseLimit = 113,

    /// <summary>The server does not take sessions up again.</summary>
    ReconnectionUnsupported = 114,

    /// <summary>The request was malformed.</summary>
    ProtocolError = 115,

    /// <summary>Principal and credentials were not accepted.</summary>
    AuthenticationFailed = 116,

    /// <summary>No session for this token: it ended, or the server was restarted.</summary>
    UnknownSession = 117,

    /// <summary>The session cannot go on, as messages were lost.</summary>
    ReconnectionFailedMessageLoss = 118,

    /// <summary>The server is starting or stopping.</summary>
    ServerNotReady = 119,
}
