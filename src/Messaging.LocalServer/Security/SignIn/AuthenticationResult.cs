using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>What an authenticator says.</summary>
internal abstract record AuthenticationResult
{
    private AuthenticationResult()
    {
    }

    public static AuthenticationResult Deny { get; } = new Denied();

    public static AuthenticationResult Abstain { get; } = new Abstained();

    public static AuthenticationResult Allow(SessionIdentity identity) => new Allowed(identity);

    /// <summary>They are who they say.</summary>
    /// <param name="Identity">Who the session is from now on.</param>
    public sealed record Allowed(SessionIdentity Identity) : AuthenticationResult;

    /// <summary>They are not.</summary>
    public sealed record Denied : AuthenticationResult;

    /// <summary>Somebody else may know. If nobody does, they are not let in.</summary>
    public sealed record Abstained : AuthenticationResult;
}
