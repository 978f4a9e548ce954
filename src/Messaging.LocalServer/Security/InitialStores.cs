using System.Collections.Immutable;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Security;

/// <summary>The two stores as a server starts with them.</summary>
internal static class InitialStores
{
    /// <exception cref="ArgumentException">A script has errors.</exception>
    public static AccountStore CreateAccounts(LocalServerOptions options)
    {
        AccountStore store = new(
            new AccountConfiguration
            {
                Accounts = options.Principals.ToImmutableSortedDictionary(
                    principal => principal.Name,
                    principal => new Account(principal.Name, PasswordHash.Deferred(principal.Password, options.PasswordIterations)) { Roles = [.. principal.Roles] },
                    StringComparer.Ordinal),
                AnonymousAction = options.AllowAnonymous ? AnonymousConnectionAction.Allow : AnonymousConnectionAction.Deny,
                AnonymousRoles = options.AllowAnonymous ? [.. options.AnonymousRoles] : [],
            },
            options.PasswordIterations);
        Require(store.Update(options.SystemAuthenticationScript, principal: null), nameof(options.SystemAuthenticationScript));
        return store;
    }

    /// <exception cref="ArgumentException">A script has errors.</exception>
    public static SecurityStore CreateRoles(LocalServerOptions options)
    {
        SecurityStore store = new(DefaultRoles.Configuration);
        Require(store.Update(options.SecurityScript, principal: null), nameof(options.SecurityScript));
        return store;
    }

    private static void Require(IReadOnlyList<ErrorReport> errors, string option)
    {
        if (errors.Count > 0)
        {
            IEnumerable<string> texts = errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}");
            throw new ArgumentException($"{nameof(LocalServerOptions)}.{option} has errors. {string.Join(' ', texts)}", option);
        }
    }
}
