using Messaging.Sessions;

namespace Messaging.Tests.Recording;

/// <summary>Conceals the passwords that a session puts in accounts.</summary>
internal sealed class RecordedAdministration(ISessionAdministration administration) : ISessionAdministration
{
    public Task<StoredAccounts> ReadAccountsAsync(CancellationToken cancellationToken) => administration.ReadAccountsAsync(cancellationToken);

    public Task<string?> TryChangeAccountsAsync(Action<IAccountScript> write, CancellationToken cancellationToken) =>
        administration.TryChangeAccountsAsync(script => write(new RecordedAccountScript(script)), cancellationToken);

    public Task<IReadOnlyList<ChatRole>> ReadRolesAsync(CancellationToken cancellationToken) => administration.ReadRolesAsync(cancellationToken);

    public Task<string?> TryChangeRolesAsync(Action<IRoleScript> write, CancellationToken cancellationToken) =>
        administration.TryChangeRolesAsync(write, cancellationToken);

    public Task<int> CloseSessionsAsync(string principal, CancellationToken cancellationToken) =>
        administration.CloseSessionsAsync(principal, cancellationToken);

    public Task<IAsyncDisposable> WatchSessionsAsync(ISessionWatcher watcher, CancellationToken cancellationToken) =>
        administration.WatchSessionsAsync(watcher, cancellationToken);
}
