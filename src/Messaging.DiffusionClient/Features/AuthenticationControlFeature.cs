using Messaging.DiffusionClient.Authentication;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Has authenticators asked, and takes authentications back (SEC-21).</summary>
internal sealed class AuthenticationControlFeature(ISession session, ServiceChannel channel, Authenticators authenticators) : IAuthenticationControl
{
    public ISession Session => session;

    public Task<IRegistration> SetAuthenticationHandlerAsync(string handlerName, IControlAuthenticator authenticator) =>
        SetAuthenticationHandlerAsync(handlerName, authenticator, CancellationToken.None);

    public Task<IRegistration> SetAuthenticationHandlerAsync(
        string handlerName,
        IControlAuthenticator authenticator,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handlerName);
        ArgumentNullException.ThrowIfNull(authenticator);
        return authenticators.AddAsync(handlerName, authenticator, cancellationToken);
    }

    public Task RevokeAuthenticationAsync(ISessionId sessionId) => RevokeAuthenticationAsync(sessionId, CancellationToken.None);

    public Task RevokeAuthenticationAsync(ISessionId sessionId, CancellationToken cancellationToken) =>
        channel.RequestAsync<SessionId, EmptyMessage>(
            ServiceId.RevokeAuthentication,
            SessionIdentity.ToWire(sessionId),
            new Operation("Revoking the authentication of the session", $"{sessionId}"),
            cancellationToken);
}
