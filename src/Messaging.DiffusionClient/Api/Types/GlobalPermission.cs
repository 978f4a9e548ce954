#nullable disable
namespace PushTechnology.ClientInterface.Client.Types;

/// <summary>What a session may do that has nothing to do with a path.</summary>
public enum GlobalPermission : byte
{
    /// <summary>Register authenticators.</summary>
    AUTHENTICATE = 0,

    /// <summary>See other sessions, their properties and their events.</summary>
    VIEW_SESSION = 1,

    /// <summary>Change other sessions: their properties, roles, subscriptions; and close them.</summary>
    MODIFY_SESSION = 2,

    /// <summary>Register any handler with the server.</summary>
    REGISTER_HANDLER = 3,

    /// <summary>See the server's own state.</summary>
    VIEW_SERVER = 4,

    /// <summary>Control the server.</summary>
    CONTROL_SERVER = 5,

    /// <summary>Read the security stores.</summary>
    VIEW_SECURITY = 6,

    /// <summary>Change the security stores.</summary>
    MODIFY_SECURITY = 7,

    /// <summary>A permission that this client does not know.</summary>
    UNKNOWN = 8,

    /// <summary>List topic views.</summary>
    READ_TOPIC_VIEWS = 9,

    /// <summary>Create and remove topic views.</summary>
    MODIFY_TOPIC_VIEWS = 10,
}
