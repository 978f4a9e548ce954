#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>How a session stands.</summary>
public enum SessionEventStreamEventState
{
    /// <summary>Connected.</summary>
    ACTIVE,

    /// <summary>Without a connection, which may come back.</summary>
    DISCONNECTED,

    /// <summary>Connected again.</summary>
    RECONNECTED,

    /// <summary>On another server.</summary>
    FAILED_OVER,

    /// <summary>Closed.</summary>
    CLOSED,
}
