#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>What a session event is about.</summary>
public enum SessionEventStreamEventType
{
    /// <summary>The session was opened or closed.</summary>
    STATE,

    /// <summary>The session's properties have changed, or its connection.</summary>
    PROPERTIES,
}
