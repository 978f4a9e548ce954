using System.Net;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>Asks authenticators in order; the first that does not abstain decides. Wrong guesses are slowed down.</summary>
internal sealed class AuthenticatorChain(IReadOnlyList<IAuthenticator> authenticators, SecurityStore security, SignInThrottle throttle)
{
    /// <summary>Decides about a new session.</summary>
    /// <param name="request">What the client said.</param>
    /// <param name="fixedProperties">The fixed properties that the session would have.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Who the session is; null if it is not let in.</returns>
    public Task<SessionIdentity?> AuthenticateAsync(
        ConnectionRequest request,
        IEnumerable<KeyValuePair<string, string>> fixedProperties,
        IPAddress? address,
        CancellationToken cancellationToken)
    {
        string principal = request.Principal ?? string.Empty;
        AuthenticationRequest authentication = new()
        {
            Principal = principal,
            Credentials = request.Credentials,
            Session = new SessionIdentity(principal, DefaultRoles(principal), fixedProperties),
            ProposedProperties = WithoutFixed(request.SessionProperties),
            Address = address,
        };
        return AuthenticateAsync(authentication, cancellationToken);
    }

    /// <summary>Decides about a session that wants to go on as somebody else, or with other properties (SEC-20).</summary>
    /// <param name="request">What the client said.</param>
    /// <param name="session">Who the session is now.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Who the session is to be; null if it is to stay as it is.</returns>
    public Task<SessionIdentity?> AuthenticateAsync(
        ReauthenticateRequest request, SessionIdentity session, IPAddress? address, CancellationToken cancellationToken)
    {
        AuthenticationRequest authentication = new()
        {
            Principal = request.Principal,
            Credentials = request.Credentials,
            Session = session.With(DefaultRoles(request.Principal)),
            ProposedProperties = WithoutFixed(request.ProposedProperties),
            Address = address,
        };
        return AuthenticateAsync(authentication, cancellationToken);
    }

    private static List<KeyValuePair<string, string>> WithoutFixed(IEnumerable<KeyValuePair<string, string>> properties) =>
        [.. properties.Where(property => !SessionIdentity.IsFixed(property.Key))];

    private RoleList DefaultRoles(string principal)
    {
        SecurityConfiguration configuration = security.Current;
        return new RoleList(principal.Length == 0 ? configuration.AnonymousRoles : configuration.NamedRoles);
    }

    private Task<SessionIdentity?> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        // There is nothing to guess about nobody.
        return request.Principal.Length == 0
            ? AskAsync(request, cancellationToken)
            : throttle.RunAsync(request.Principal, request.Address, () => AskAsync(request, cancellationToken), cancellationToken);
    }

    private async Task<SessionIdentity?> AskAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        foreach (IAuthenticator authenticator in authenticators)
        {
            switch (await authenticator.AuthenticateAsync(request, cancellationToken).ConfigureAwait(false))
            {
                case AuthenticationResult.Allowed allowed:
                    return allowed.Identity;
                case AuthenticationResult.Denied:
                    return null;
            }
        }

        return null;
    }
}
