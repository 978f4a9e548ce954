#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>When the server takes a session lock back by itself.</summary>
public enum SessionLockScope
{
    /// <summary>When the session is closed.</summary>
    UNLOCK_ON_SESSION_LOSS,

    /// <summary>When the session loses its connection already.</summary>
    UNLOCK_ON_CONNECTION_LOSS,
}
