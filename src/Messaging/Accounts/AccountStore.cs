using System.Diagnostics.CodeAnalysis;
using Messaging.Diagnostics;
using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>
/// Changes the stores of whatever server the client is connected to. Changes that depend on what was read take turns.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class AccountStore(Connection connection)
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string? Self => connection.User.Principal;

    public async Task<ISessionAdministration> OpenAsync(CancellationToken cancellationToken) =>
        (await connection.GetSessionAsync(null, cancellationToken).ConfigureAwait(false)).Administration;

    public async Task<StoredAccounts> ReadAsync(CancellationToken cancellationToken)
    {
        ISessionAdministration server = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds an account that is not there yet.</summary>
    public Task AddAsync(string name, string password, IReadOnlyCollection<string> roles, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            async server =>
            {
                StoredAccounts before = await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
                if (before.Find(name) is not null)
                {
                    throw AccountErrors.Exists(name);
                }

                string? refusal = await server.TryChangeAccountsAsync(s => s.Add(name, password, roles), cancellationToken).ConfigureAwait(false);
                if (refusal is not null)
                {
                    StoredAccounts after = await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
                    throw after.Find(name) is null
                        ? AccountErrors.RefusedScript($"the new account '{ShownText.Name(name)}'", refusal)
                        : AccountErrors.Exists(name);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Changes an account that has to be there, in one step, by what it is.</summary>
    public Task EditAsync(string name, Action<Account, IAccountScript> write, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            async server =>
            {
                if (await TryEditAsync(server, name, write, cancellationToken).ConfigureAwait(false) is { } refusal)
                {
                    StoredAccounts after = await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
                    throw AccountErrors.Refused(name, after, Self, refusal);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Whether the server accepts a script about an account, which has to be there before and after.</summary>
    public Task<bool> TestAsync(string name, Action<IAccountScript> write, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            async server =>
            {
                string? refusal = await TryEditAsync(server, name, (_, script) => write(script), cancellationToken).ConfigureAwait(false);
                if (refusal is not null)
                {
                    StoredAccounts after = await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
                    _ = after.Find(name) ?? throw AccountErrors.NotFound(name);
                }

                return refusal is null;
            },
            cancellationToken);

    /// <summary>Changes what belongs to no account.</summary>
    public async Task ChangeAsync(string what, Action<IAccountScript> write, CancellationToken cancellationToken)
    {
        ISessionAdministration server = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (await server.TryChangeAccountsAsync(write, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw AccountErrors.RefusedScript(what, refusal);
        }
    }

    /// <summary>Changes roles, by what they are.</summary>
    public Task EditRolesAsync(
        string what, Func<ISessionAdministration, Task<Action<IRoleScript>>> prepare, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            async server =>
            {
                Action<IRoleScript> write = await prepare(server).ConfigureAwait(false);
                return await server.TryChangeRolesAsync(write, cancellationToken).ConfigureAwait(false) is { } refusal
                    ? throw AccountErrors.RefusedScript(what, refusal)
                    : true;
            },
            cancellationToken);

    private static async Task<string?> TryEditAsync(
        ISessionAdministration server, string name, Action<Account, IAccountScript> write, CancellationToken cancellationToken)
    {
        StoredAccounts before = await server.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
        Account account = before.Find(name) ?? throw AccountErrors.NotFound(name);
        return await server.TryChangeAccountsAsync(script => write(account, script), cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> TakeTurnAsync<T>(Func<ISessionAdministration, Task<T>> change, CancellationToken cancellationToken)
    {
        ISessionAdministration server = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await change(server).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
