#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>How a session has changed.</summary>
public enum SessionPropertiesListenerEventType
{
    /// <summary>Its properties have changed.</summary>
    UPDATED,

    /// <summary>It is connected again.</summary>
    RECONNECTED,

    /// <summary>It went over to another server.</summary>
    FAILED_OVER,

    /// <summary>It has lost its connection.</summary>
    DISCONNECTED,
}
