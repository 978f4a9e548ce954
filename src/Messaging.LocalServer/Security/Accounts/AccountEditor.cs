using System.Collections.Immutable;
using System.Text;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>Changes a copy of the system authentication store's configuration, command by command.</summary>
/// <param name="configuration">What to begin with.</param>
/// <param name="principal">Who changes it; null for the server's own start, which no lock stops.</param>
internal sealed class AccountEditor(AccountConfiguration configuration, string? principal)
{
    private readonly ImmutableSortedDictionary<string, Account>.Builder _accounts = configuration.Accounts.ToBuilder();
    private AccountConfiguration _rest = configuration;

    public AccountConfiguration ToConfiguration() => _rest with { Accounts = _accounts.ToImmutable() };

    public void Add(Account account)
    {
        if (_accounts.ContainsKey(account.Name))
        {
            throw new ScriptException($"There is a principal '{account.Name}' already.");
        }

        if (_accounts.Count >= StoreLimits.MaximumPrincipals)
        {
            throw new ScriptException($"The store has at most {StoreLimits.MaximumPrincipals} principals.");
        }

        _accounts.Add(account.Name, account with { Roles = Distinct(account.Roles) });
    }

    public void Remove(string name)
    {
        FindToChange(name);
        _accounts.Remove(name);
    }

    public void AssignRoles(string name, IEnumerable<string> roles) => _accounts[name] = FindToChange(name) with { Roles = Distinct(roles) };

    public void SetPassword(string name, PasswordHash password) => _accounts[name] = FindToChange(name) with { Password = password };

    /// <summary>Changes nothing, so no lock stops it: it makes what follows depend on the password.</summary>
    public void VerifyPassword(string name, string password)
    {
        if (!Find(name).Password.Matches(Encoding.UTF8.GetBytes(password)))
        {
            throw new ScriptException($"The password of '{name}' is another one.");
        }
    }

    public void SetAnonymous(AnonymousConnectionAction action, IEnumerable<string> roles) =>
        _rest = _rest with { AnonymousAction = action, AnonymousRoles = Distinct(roles) };

    public void Trust(string property, PropertyRule rule)
    {
        if (property.StartsWith('$'))
        {
            throw new ScriptException($"The property '{property}' is the server's own: no client can propose it.");
        }

        if (_rest.TrustedProperties.Count >= StoreLimits.MaximumTrustedProperties && !_rest.TrustedProperties.ContainsKey(property))
        {
            throw new ScriptException($"At most {StoreLimits.MaximumTrustedProperties} properties can be trusted.");
        }

        _rest = _rest with { TrustedProperties = _rest.TrustedProperties.SetItem(property, rule) };
    }

    public void Ignore(string property) => _rest = _rest with { TrustedProperties = _rest.TrustedProperties.Remove(property) };

    private static ImmutableArray<string> Distinct(IEnumerable<string> roles) => [.. roles.Distinct(StringComparer.Ordinal)];

    private Account Find(string name) =>
        _accounts.TryGetValue(name, out Account? account) ? account : throw new ScriptException($"There is no principal '{name}'.");

    private Account FindToChange(string name)
    {
        Account account = Find(name);
        return principal is null || account.LockingPrincipal is not { } owner || owner == principal
            ? account
            : throw new ScriptException($"The principal '{name}' is locked: only '{owner}' may change it.");
    }
}
