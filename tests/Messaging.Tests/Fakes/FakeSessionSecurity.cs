using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>What one session may ask of a <see cref="FakeSecurity"/>.</summary>
internal sealed class FakeSessionSecurity(FakeServer server, FakeSession session) : ISessionSecurity, ISessionAdministration
{
    private FakeSecurity Security => server.Security;

    /// <summary>With no accounts on the server, everybody is who they say.</summary>
    public Task<bool> ReauthenticateAsync(string principal, string password) =>
        Security.CallAsync(session, $"reauthenticate {principal}", () =>
        {
            bool accepted = Security.Accounts.Count == 0 || Security.Find(principal)?.Password == password;
            if (accepted)
            {
                session.Author = principal;
            }

            return accepted;
        });

    public Task<IReadOnlyCollection<PathPermission>> GetPermissionsAsync(string path, CancellationToken cancellationToken) =>
        Security.CallAsync(session, $"permissions {path}", () => Security.Permissions(session.Author, path), cancellationToken);

    public Task<StoredAccounts> ReadAccountsAsync(CancellationToken cancellationToken) =>
        Security.CallAsync(
            session,
            "read accounts",
            () => new StoredAccounts([.. Security.Accounts.Select(a => new Account(a.Name, a.Roles, a.EditableOnlyBy))], Security.Anonymous),
            cancellationToken);

    public Task<string?> TryChangeAccountsAsync(Action<IAccountScript> write, CancellationToken cancellationToken) =>
        Security.CallAsync(session, "change accounts", () => Security.Apply(session.Author, write), cancellationToken);

    public Task<IReadOnlyList<ChatRole>> ReadRolesAsync(CancellationToken cancellationToken) =>
        Security.CallAsync<IReadOnlyList<ChatRole>>(session, "read roles", () => [.. Security.Roles.Values], cancellationToken);

    public Task<string?> TryChangeRolesAsync(Action<IRoleScript> write, CancellationToken cancellationToken) =>
        Security.CallAsync(
            session,
            "change roles",
            () =>
            {
                write(new FakeRoleScript(Security.RoleCommands));
                return Security.Refusal;
            },
            cancellationToken);

    public Task<int> CloseSessionsAsync(string principal, CancellationToken cancellationToken) =>
        Security.CallAsync(
            session,
            $"close {principal}",
            () =>
            {
                FakeSession[] closed = [.. server.Sessions.Where(s => s.Author == principal && !s.Ended.IsCompleted)];
                Array.ForEach(closed, s => s.Drop());
                return closed.Length;
            },
            cancellationToken);

    public Task<IAsyncDisposable> WatchSessionsAsync(ISessionWatcher watcher, CancellationToken cancellationToken) =>
        Security.CallAsync<IAsyncDisposable>(
            session,
            "watch",
            () =>
            {
                Security.Watchers.Add(watcher);
                return new Listening(() => Security.Watchers.Remove(watcher));
            },
            cancellationToken);

    private sealed class Listening(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
