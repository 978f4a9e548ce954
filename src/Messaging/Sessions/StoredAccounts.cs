namespace Messaging.Sessions;

/// <summary>What the system authentication store holds.</summary>
/// <param name="Accounts">The accounts, in the server's order.</param>
/// <param name="Anonymous">What happens to sessions without one.</param>
internal sealed record StoredAccounts(IReadOnlyList<Account> Accounts, AnonymousAccess Anonymous)
{
    public Account? Find(string name) => Accounts.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.Ordinal));
}
