namespace Messaging.DiffusionWire.Values;

/// <summary>What a session may do wherever it is (rule SEC-02). <see cref="PermissionNames"/> has the names that scripts use.</summary>
public enum GlobalPermission : byte
{
    /// <summary>Be an authenticator.</summary>
    Authenticate = 0,

    /// <summary>See other sessions and their properties.</summary>
    ViewSession = 1,

    /// <summary>Change and close other sessions.</summary>
    ModifySession = 2,

    /// <summary>Register handlers with the server.</summary>
    RegisterHandler = 3,

    /// <summary>See how the server is doing.</summary>
    ViewServer = 4,

    /// <summary>Operate the server.</summary>
    ControlServer = 5,

    /// <summary>Read the security stores.</summary>
    ViewSecurity = 6,

    /// <summary>Change the security stores.</summary>
    ModifySecurity = 7,

    /// <summary>A permission that the sender does not know.</summary>
    Unknown = 8,

    /// <summary>Read topic views.</summary>
    ReadTopicViews = 9,

    /// <summary>Create and remove topic views.</summary>
    ModifyTopicViews = 10,
}
