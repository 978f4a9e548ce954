namespace Messaging;

/// <summary>What the server does with sessions that give no account.</summary>
public enum AnonymousAccess
{
    /// <summary>It lets them in.</summary>
    Allowed = 0,

    /// <summary>It refuses them.</summary>
    Denied = 1,

    /// <summary>The account store leaves it to other authenticators of the server.</summary>
    LeftToOthers = 2,
}
