namespace Messaging;

/// <summary>What a role permits that has nothing to do with a topic path. The names are Diffusion's.</summary>
public enum GlobalPermission
{
    /// <summary><c>AUTHENTICATE</c>: decide who may connect.</summary>
    Authenticate = 0,

    /// <summary><c>VIEW_SESSION</c>: see other sessions; needed for <see cref="IAccounts.WatchOnlineAsync"/>.</summary>
    ViewSession = 1,

    /// <summary><c>MODIFY_SESSION</c>: change and close other sessions; needed for <see cref="IAccounts.CloseSessionsAsync"/>.</summary>
    ModifySession = 2,

    /// <summary><c>REGISTER_HANDLER</c>: register any handler; needed for <see cref="IAccounts.WatchOnlineAsync"/>.</summary>
    RegisterHandler = 3,

    /// <summary><c>VIEW_SERVER</c>: see the server's own state.</summary>
    ViewServer = 4,

    /// <summary><c>CONTROL_SERVER</c>: control the server.</summary>
    ControlServer = 5,

    /// <summary><c>VIEW_SECURITY</c>: read accounts and roles.</summary>
    ViewSecurity = 6,

    /// <summary><c>MODIFY_SECURITY</c>: change accounts and roles, and with that everything.</summary>
    ModifySecurity = 7,

    /// <summary><c>READ_TOPIC_VIEWS</c>: list topic views.</summary>
    ReadTopicViews = 9,

    /// <summary><c>MODIFY_TOPIC_VIEWS</c>: create and remove topic views.</summary>
    ModifyTopicViews = 10,
}
