namespace Messaging.DiffusionWire.Frames;

/// <summary>What a WebSocket message is: the low six bits of its first byte (rule WIRE-20).</summary>
public enum FrameType : byte
{
    /// <summary>A service request: service id, conversation id, body. Both directions.</summary>
    Request = 0x00,

    /// <summary>A topic value: topic id, value bytes. Server to client.</summary>
    Value = 0x04,

    /// <summary>A topic delta: topic id, delta bytes. Server to client.</summary>
    Delta = 0x05,

    /// <summary>The answer to a request: conversation id, body. Both directions.</summary>
    Response = 0x06,

    /// <summary>The refusal of a request: conversation id, text, code. Both directions.</summary>
    Error = 0x07,

    /// <summary>The server ends the session, or confirms that the client did. Server to client.</summary>
    Closed = 0x1c,

    /// <summary>The client ends the session. Client to server.</summary>
    CloseRequest = 0x1d,
}
