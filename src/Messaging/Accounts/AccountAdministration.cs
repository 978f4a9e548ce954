using System.Security.Cryptography;
using Messaging.Diagnostics;
using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>Accounts and roles over the stores of the server.</summary>
internal sealed class AccountAdministration(Connection connection) : IAccounts
{
    private readonly AccountStore _store = new(connection);
    private readonly OnlineWatch _online = new(connection);

    public Task CreateAsync(
        string name, string password, IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckNewName(name);
        AccountArguments.CheckNewPassword(password, nameof(password));
        return _store.AddAsync(name, password, AccountArguments.CheckRoles(roles), cancellationToken);
    }

    public Task SetPasswordAsync(string name, string password, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckName(name);
        AccountArguments.CheckNewPassword(password, nameof(password));
        return _store.EditAsync(
            name,
            (account, script) =>
            {
                if (account.IsLocked)
                {
                    throw AccountErrors.Locked(name);
                }

                script.SetPassword(name, password);
            },
            cancellationToken);
    }

    public Task AssignRolesAsync(string name, IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckName(name);
        string[] assigned = AccountArguments.CheckRoles(roles);
        return _store.EditAsync(
            name,
            (account, script) => script.AssignRoles(name, account.IsLocked ? [.. assigned, Account.LockedRole] : assigned),
            cancellationToken);
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        CheckOther(name);
        return _store.EditAsync(name, (_, script) => script.Remove(name), cancellationToken);
    }

    public Task<bool> VerifyPasswordAsync(string name, string password, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckName(name);
        AccountArguments.CheckPassword(password, nameof(password));
        return _store.TestAsync(name, script => script.VerifyPassword(name, password), cancellationToken);
    }

    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken = default)
    {
        StoredAccounts stored = await _store.ReadAsync(cancellationToken).ConfigureAwait(false);
        return [.. stored.Accounts.OrderBy(account => account.Name, StringComparer.Ordinal)];
    }

    public Task<int> LockAsync(string name, CancellationToken cancellationToken = default)
    {
        CheckOther(name);
        return LockAndCloseAsync(name, cancellationToken);
    }

    public Task UnlockAsync(string name, string newPassword, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckName(name);
        AccountArguments.CheckNewPassword(newPassword, nameof(newPassword));
        return _store.EditAsync(
            name,
            (account, script) =>
            {
                script.SetPassword(name, newPassword);
                script.AssignRoles(name, account.Roles.Where(role => role != Account.LockedRole));
            },
            cancellationToken);
    }

    public Task<int> CloseSessionsAsync(string name, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckName(name);
        return CloseAsync(name, cancellationToken);
    }

    public IAsyncEnumerable<IReadOnlyList<OnlineSession>> WatchOnlineAsync(CancellationToken cancellationToken = default) =>
        _online.WatchAsync(cancellationToken);

    public Task DefineRoleAsync(ChatRole role, CancellationToken cancellationToken = default)
    {
        RoleDefinition definition = RoleDefinition.Of(role);
        return _store.EditRolesAsync(
            $"the role '{ShownText.Name(definition.Name)}'",
            async server =>
            {
                IReadOnlyList<ChatRole> present = await server.ReadRolesAsync(cancellationToken).ConfigureAwait(false);
                return script => definition.Write(script, present);
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<ChatRole>> ListRolesAsync(CancellationToken cancellationToken = default)
    {
        ISessionAdministration server = await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChatRole> roles = await server.ReadRolesAsync(cancellationToken).ConfigureAwait(false);
        return [.. roles.OrderBy(role => role.Name, StringComparer.Ordinal)];
    }

    public Task SetDefaultRolesAsync(
        IReadOnlyCollection<string>? named = null,
        IReadOnlyCollection<string>? anonymous = null,
        CancellationToken cancellationToken = default)
    {
        string[]? ofNamed = named is null ? null : AccountArguments.CheckRoleNames(named, nameof(named));
        string[]? ofAnonymous = anonymous is null ? null : AccountArguments.CheckRoleNames(anonymous, nameof(anonymous));
        return ofNamed is null && ofAnonymous is null
            ? Task.CompletedTask
            : _store.EditRolesAsync("the roles of every session", _ => Task.FromResult<Action<IRoleScript>>(Write), cancellationToken);

        void Write(IRoleScript script)
        {
            if (ofNamed is not null)
            {
                script.SetRolesForNamedSessions(ofNamed);
            }

            if (ofAnonymous is not null)
            {
                script.SetRolesForAnonymousSessions(ofAnonymous);
            }
        }
    }

    public Task AllowAnonymousAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default)
    {
        string[] allowed = AccountArguments.CheckRoleNames(roles, nameof(roles));
        return _store.ChangeAsync("that anonymous sessions are allowed", script => script.AllowAnonymous(allowed), cancellationToken);
    }

    public Task DenyAnonymousAsync(CancellationToken cancellationToken = default) =>
        _store.ChangeAsync("that anonymous sessions are denied", script => script.DenyAnonymous(), cancellationToken);

    public async Task<AnonymousAccess> GetAnonymousAccessAsync(CancellationToken cancellationToken = default) =>
        (await _store.ReadAsync(cancellationToken).ConfigureAwait(false)).Anonymous;

    private void CheckOther(string name)
    {
        AccountArguments.CheckName(name);
        if (name == _store.Self)
        {
            throw new ArgumentException("The client would shut itself out: this is its own account. Use another one for that.", nameof(name));
        }
    }

    private async Task<int> LockAndCloseAsync(string name, CancellationToken cancellationToken)
    {
        string nobodyKnows = RandomNumberGenerator.GetHexString(64);
        await _store.EditAsync(
            name,
            (account, script) =>
            {
                script.SetPassword(name, nobodyKnows);
                script.AssignRoles(name, account.IsLocked ? account.Roles : [.. account.Roles, Account.LockedRole]);
            },
            cancellationToken).ConfigureAwait(false);
        return await CloseAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> CloseAsync(string name, CancellationToken cancellationToken)
    {
        ISessionAdministration server = await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await server.CloseSessionsAsync(name, cancellationToken).ConfigureAwait(false);
    }
}
