#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Decides who may have a session.</summary>
/// <remarks>
/// Failures of the tasks: those named at the methods, <see cref="SessionSecurityException"/> (AUTHENTICATE and REGISTER_HANDLER;
/// MODIFY_SESSION to revoke), <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>.
/// Null arguments throw <see cref="ArgumentNullException"/>.
/// </remarks>
public interface IAuthenticationControl : IFeature
{
    /// <summary>Registers an authenticator in a place that the server's configuration has for it.</summary>
    /// <param name="handlerName">The place.</param>
    /// <param name="authenticator">Asked from now on.</param>
    /// <returns>Takes the authenticator back. If the server refuses, the authenticator is told the reason, too.</returns>
    Task<IRegistration> SetAuthenticationHandlerAsync(string handlerName, IControlAuthenticator authenticator);

    /// <inheritdoc cref="SetAuthenticationHandlerAsync(string, IControlAuthenticator)"/>
    Task<IRegistration> SetAuthenticationHandlerAsync(
        string handlerName,
        IControlAuthenticator authenticator,
        CancellationToken cancellationToken);

    /// <summary>Takes a session's authentication back, which closes it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <returns>Completes when the server has done so. Fails with <see cref="NoSuchSessionException"/>.</returns>
    Task RevokeAuthenticationAsync(ISessionId sessionId);

    /// <inheritdoc cref="RevokeAuthenticationAsync(ISessionId)"/>
    Task RevokeAuthenticationAsync(ISessionId sessionId, CancellationToken cancellationToken);
}
