using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Authentication;
using PushTechnology.ClientInterface.Client.Security.Authentication;

namespace Messaging.DiffusionClient.Authentication;

internal sealed class AuthenticatorCallback(Answer answer) : IAuthenticatorCallback
{
    public void Allow() => answer.Give<AuthenticateResponse>(new AuthenticateResponse.Allow([]));

    public void Allow(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        KeyValuePair<string, string>[] pairs = [.. properties];
        if (Array.Exists(pairs, static pair => pair.Value is null))
        {
            throw new ArgumentNullException(nameof(properties), "A property has no value.");
        }

        answer.Give<AuthenticateResponse>(new AuthenticateResponse.Allow(pairs));
    }

    public void Deny() => answer.Give<AuthenticateResponse>(AuthenticateResponse.Deny.Instance);

    public void Abstain() => answer.Give<AuthenticateResponse>(AuthenticateResponse.Abstain.Instance);
}
