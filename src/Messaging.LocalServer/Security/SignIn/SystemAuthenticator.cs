using System.Collections.Immutable;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>Decides by the system authentication store. A principal that is not in it is left to other authenticators.</summary>
internal sealed class SystemAuthenticator : IAuthenticator
{
    // Hashing is meant to be slow. One processor stays with those who are in already, however many servers a process has.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(1, Environment.ProcessorCount - 1));

    private readonly AccountStore _accounts;
    private readonly PasswordHash _nobody;

    public SystemAuthenticator(AccountStore accounts, int passwordIterations)
    {
        _accounts = accounts;
        _nobody = PasswordHash.OfNobody(passwordIterations);
    }

    public async ValueTask<AuthenticationResult> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        AccountConfiguration configuration = _accounts.Current;
        if (request.Principal.Length == 0)
        {
            return configuration.AnonymousAction switch
            {
                AnonymousConnectionAction.Allow => Allow(request, configuration, configuration.AnonymousRoles),
                AnonymousConnectionAction.Deny => AuthenticationResult.Deny,
                _ => AuthenticationResult.Abstain,
            };
        }

        // An unknown name costs the same: the time taken tells nobody who has an account.
        Account? account = configuration.Accounts.GetValueOrDefault(request.Principal);
        bool matches = await MatchesAsync(account?.Password ?? _nobody, request.Credentials, cancellationToken).ConfigureAwait(false);
        return account switch
        {
            null => AuthenticationResult.Abstain,
            _ when matches => Allow(request, configuration, account.Roles),
            _ => AuthenticationResult.Deny,
        };
    }

    // A session that authenticates again keeps its user-defined properties, as far as it does not propose others.
    private static AuthenticationResult Allow(AuthenticationRequest request, AccountConfiguration configuration, ImmutableArray<string> roles)
    {
        Dictionary<string, string> properties = new(request.Session.PropertyMap, StringComparer.Ordinal);
        foreach ((string key, string value) in request.ProposedProperties)
        {
            if (configuration.TrustedProperties.TryGetValue(key, out PropertyRule? rule) && rule.Accepts(value))
            {
                properties[key] = value;
            }
        }

        // Nobody is kept out for a proposal: what there is no room for is dropped, like what is not trusted.
        return AuthenticationResult.Allow(request.Session
            .With(request.Principal, new RoleList(roles.Concat(request.Session.Roles)))
            .WithUserProperties(UserPropertyLimits.FindProblem(properties) is null ? properties : request.Session.PropertyMap));
    }

    private static async Task<bool> MatchesAsync(PasswordHash password, Credentials credentials, CancellationToken cancellationToken)
    {
        await Hashing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return password.Matches(credentials.Data.Span) && credentials.Type == CredentialsType.Password;
        }
        finally
        {
            Hashing.Release();
        }
    }
}
