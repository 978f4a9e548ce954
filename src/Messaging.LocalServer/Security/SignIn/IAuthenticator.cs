namespace Messaging.LocalServer.Security.SignIn;

/// <summary>One of those that decide, one after the other, whether a session is who it says it is.</summary>
internal interface IAuthenticator
{
    /// <summary>Decides, or leaves it to the next one.</summary>
    ValueTask<AuthenticationResult> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken);
}
