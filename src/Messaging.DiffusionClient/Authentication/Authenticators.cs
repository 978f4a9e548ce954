using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Authentication;

/// <summary>Registers authenticators, and asks them (SEC-22, SEC-23).</summary>
internal sealed class Authenticators(ServiceChannel channel, HandlerRegistry handlers)
{
    public Task<IRegistration> AddAsync(string name, IControlAuthenticator authenticator, CancellationToken cancellationToken) =>
        handlers.RegisterAsync(
            new AuthenticatorEntry(authenticator),
            (number, _) => channel.RequestAsync<AddAuthenticatorRequest, EmptyMessage>(
                ServiceId.AddAuthenticator,
                new AddAuthenticatorRequest(name, number),
                new Operation("Registering the authenticator", name),
                CancellationToken.None),
            _ => channel.RequestAsync<RemoveAuthenticatorRequest, EmptyMessage>(
                ServiceId.RemoveAuthenticator,
                new RemoveAuthenticatorRequest(name),
                new Operation("Removing the authenticator", name),
                CancellationToken.None),
            cancellationToken);

    /// <summary>Somebody wants a session. Called in the callback sequence.</summary>
    public void OnRequest(Answer answer, AuthenticateRequest request)
    {
        if (!handlers.TryGet(request.Authenticator, out AuthenticatorEntry? authenticator))
        {
            // It is gone, and has no say any more. The next one has.
            answer.Give<AuthenticateResponse>(AuthenticateResponse.Abstain.Instance);
            return;
        }

        try
        {
            authenticator.OnRequest(request, answer);
        }
        catch (Exception e)
        {
            answer.Refuse(e.Message, ServiceErrorCode.CallbackException);
            handlers.GiveUp(request.Authenticator, e);
        }
    }
}
