namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Why a listener is told about a session that goes on (rule SEC-42).</summary>
public enum SessionUpdateCause : byte
{
    /// <summary>Properties changed.</summary>
    Updated = 0,

    /// <summary>The client came back.</summary>
    Reconnected = 1,

    /// <summary>Another server of the cluster took the session over.</summary>
    FailedOver = 2,

    /// <summary>The client has no connection, and may come back.</summary>
    Disconnected = 3,
}
