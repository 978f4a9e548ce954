namespace Messaging.Sessions;

/// <summary>Gives every call of a session's administration a time limit.</summary>
internal sealed class TimeLimitedAdministration(ISessionAdministration administration, CallTimeLimit limit) : ISessionAdministration
{
    public Task<StoredAccounts> ReadAccountsAsync(CancellationToken cancellationToken) =>
        limit.LimitAsync("reading the accounts", administration.ReadAccountsAsync, cancellationToken);

    public Task<string?> TryChangeAccountsAsync(Action<IAccountScript> write, CancellationToken cancellationToken) =>
        limit.LimitAsync(
            "changing accounts; whether the change was made is unknown",
            token => administration.TryChangeAccountsAsync(write, token),
            cancellationToken);

    public Task<IReadOnlyList<ChatRole>> ReadRolesAsync(CancellationToken cancellationToken) =>
        limit.LimitAsync("reading the roles", administration.ReadRolesAsync, cancellationToken);

    public Task<string?> TryChangeRolesAsync(Action<IRoleScript> write, CancellationToken cancellationToken) =>
        limit.LimitAsync(
            "changing roles; whether the change was made is unknown",
            token => administration.TryChangeRolesAsync(write, token),
            cancellationToken);

    public Task<int> CloseSessionsAsync(string principal, CancellationToken cancellationToken) =>
        limit.LimitAsync(
            "closing sessions; whether they were closed is unknown",
            token => administration.CloseSessionsAsync(principal, token),
            cancellationToken);

    public Task<IAsyncDisposable> WatchSessionsAsync(ISessionWatcher watcher, CancellationToken cancellationToken) =>
        limit.LimitAsync(
            "beginning to watch sessions", token => administration.WatchSessionsAsync(watcher, token), cancellationToken);
}
