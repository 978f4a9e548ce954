namespace Messaging.Sessions;

/// <summary>Accounts, roles and other sessions. Part of the port: see <see cref="ITopicSession"/>.</summary>
internal interface ISessionAdministration
{
    /// <summary>Reads the system authentication store.</summary>
    Task<StoredAccounts> ReadAccountsAsync(CancellationToken cancellationToken);

    /// <summary>Changes the system authentication store: all of the script, or nothing.</summary>
    /// <returns><see langword="null"/>: done. Otherwise why the server refused the script; empty when saying it could betray a password.</returns>
    Task<string?> TryChangeAccountsAsync(Action<IAccountScript> write, CancellationToken cancellationToken);

    /// <summary>Reads the security store.</summary>
    Task<IReadOnlyList<ChatRole>> ReadRolesAsync(CancellationToken cancellationToken);

    /// <summary>Changes the security store: all of the script, or nothing.</summary>
    /// <returns><see langword="null"/>: done. Otherwise why the server refused the script.</returns>
    Task<string?> TryChangeRolesAsync(Action<IRoleScript> write, CancellationToken cancellationToken);

    /// <summary>Closes all sessions of a principal and says how many those were.</summary>
    Task<int> CloseSessionsAsync(string principal, CancellationToken cancellationToken);

    /// <summary>Listens to all sessions; those that are open are told first, before or after this completes.</summary>
    /// <returns>Ends the listening; never throws.</returns>
    Task<IAsyncDisposable> WatchSessionsAsync(ISessionWatcher watcher, CancellationToken cancellationToken);
}
