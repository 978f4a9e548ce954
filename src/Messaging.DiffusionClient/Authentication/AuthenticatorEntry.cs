using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Authentication;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Authentication;

/// <summary>Decides who may have a session. What the application's object throws comes through.</summary>
internal sealed class AuthenticatorEntry(IControlAuthenticator authenticator) : RegisteredHandler(authenticator)
{
    public void OnRequest(AuthenticateRequest request, Answer answer) => authenticator.Authenticate(
        request.Principal,
        new ClientCredentials(request.Credentials),
        Mapping.Of(request.SessionProperties),
        Mapping.Of(request.ProposedProperties),
        new AuthenticatorCallback(answer));
}
