namespace Messaging;

/// <summary>
/// The server's accounts and roles: Diffusion's system authentication store and its security store. For administration on a
/// server, by a client whose principal may do so; never with a privileged account in a browser, an app or a desktop program.
/// </summary>
/// <remarks>
/// <para>All members are thread-safe; those of one client that change something take turns. Each connects first when there is
/// no connection, and throws what <see cref="IMessagingClient.ConnectAsync"/> throws. <see cref="MessagingErrorCode.ConnectionLost"/>
/// and <see cref="MessagingErrorCode.Timeout"/> leave open whether the server did it. Reading needs the permission <c>VIEW_SECURITY</c>, changing
/// accounts and roles <c>MODIFY_SECURITY</c> as well, closing sessions <c>MODIFY_SESSION</c>, watching them <c>VIEW_SESSION</c> and
/// <c>REGISTER_HANDLER</c>; without them calls fail with <see cref="MessagingErrorCode.NotPermitted"/>.</para>
/// <para>Each change is one script that the server applies as a whole or not at all. Names, passwords, roles and paths
/// are quoted by the SDK: whatever characters are in them, they are nothing but names, passwords, roles and paths. They must not
/// contain half of a surrogate pair, and names must not be empty: <see cref="ArgumentException"/>. So is what is given to be longer
/// than 1024 characters as a name, or 4096 as a password, before anything is sent; the vendor states no limits. Errors show
/// the first 100 characters of a name, and line feeds and the like as <c>\u000a</c>.</para>
/// <para>Servers say in sentences of their own why they refuse a script. So no sentence is interpreted: the store is read before
/// a change, and again when a script was refused, and what it holds decides between
/// <see cref="MessagingErrorCode.AccountExists"/>, <see cref="MessagingErrorCode.AccountNotFound"/>,
/// <see cref="MessagingErrorCode.AccountLocked"/>, <see cref="MessagingErrorCode.NotPermitted"/> (an account that only another
/// principal may edit) and <see cref="MessagingErrorCode.ServerError"/>. No error contains a password.</para>
/// </remarks>
/// <example>
/// <code>
/// try
/// {
///     await admin.Accounts.CreateAsync(name, password, ["CHAT_USER"], cancellationToken);
///     return true;
/// }
/// catch (MessagingException taken) when (taken.Code == MessagingErrorCode.AccountExists)
/// {
///     return false;
/// }
/// </code>
/// </example>
public interface IAccounts
{
    /// <summary>Creates an account.</summary>
    /// <param name="name">The principal.</param>
    /// <param name="password">Its password. Not empty. The server keeps a hash.</param>
    /// <param name="roles">The roles of its sessions; may be empty. <see cref="Account.LockedRole"/> is refused.</param>
    /// <param name="cancellationToken">Gives up waiting; the account may be created nevertheless.</param>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountExists"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">An argument is empty, too long, not valid Unicode, or the marker of a locked account.</exception>
    Task CreateAsync(string name, string password, IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default);

    /// <summary>Gives an account another password. Its sessions stay open.</summary>
    /// <param name="name">The principal.</param>
    /// <param name="password">The password. Not empty.</param>
    /// <param name="cancellationToken">Gives up waiting; the password may be set nevertheless.</param>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.AccountNotFound"/>; <see cref="MessagingErrorCode.AccountLocked"/>: unlock it instead; and what
    /// the remarks of the type list.
    /// </exception>
    /// <exception cref="ArgumentException">An argument is empty or not valid Unicode, or the password is too long.</exception>
    Task SetPasswordAsync(string name, string password, CancellationToken cancellationToken = default);

    /// <summary>Gives an account these roles in place of those it has. A locked account stays locked. Counts for later sessions.</summary>
    /// <param name="name">The principal.</param>
    /// <param name="roles">The roles; may be empty. <see cref="Account.LockedRole"/> is refused.</param>
    /// <param name="cancellationToken">Gives up waiting; the roles may be assigned nevertheless.</param>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountNotFound"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">An argument is empty, too long, not valid Unicode, or the marker of a locked account.</exception>
    Task AssignRolesAsync(string name, IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default);

    /// <summary>Removes an account. Its sessions stay open: see <see cref="CloseSessionsAsync"/>.</summary>
    /// <param name="name">The principal. Not the client's own.</param>
    /// <param name="cancellationToken">Gives up waiting; the account may be removed nevertheless.</param>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountNotFound"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">The name is empty, not valid Unicode, or the client's own.</exception>
    Task RemoveAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Whether this is the account's password.</summary>
    /// <param name="name">The principal.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <remarks>
    /// Needs <c>MODIFY_SECURITY</c>, as the server takes it for a change. Whoever offers this to others limits how often: the
    /// server may not.
    /// </remarks>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountNotFound"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">An argument is empty or not valid Unicode.</exception>
    Task<bool> VerifyPasswordAsync(string name, string password, CancellationToken cancellationToken = default);

    /// <summary>All accounts, in ordinal order of their names.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Locks an account out: gives it a random password that nobody knows and the role <see cref="Account.LockedRole"/>, in one
    /// step, and closes its sessions. Does the same again for an account that is locked.
    /// </summary>
    /// <param name="name">The principal. Not the client's own.</param>
    /// <param name="cancellationToken">Gives up waiting; the account may be locked nevertheless.</param>
    /// <returns>How many sessions were closed.</returns>
    /// <remarks>
    /// Diffusion knows no accounts that are switched off, and the roles of the account remain for its unlocking. Sessions are
    /// closed after the password was replaced, so none can come back. A session of another principal that changes its user while
    /// that happens is closed with the next call.
    /// </remarks>
    /// <example>
    /// <code>
    /// int closed = await admin.Accounts.LockAsync("mallory", cancellationToken);
    /// </code>
    /// </example>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountNotFound"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">The name is empty, not valid Unicode, or the client's own.</exception>
    Task<int> LockAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lets a locked account in again, with another password and the roles it had. Of one that is not locked, sets the password.</summary>
    /// <param name="name">The principal.</param>
    /// <param name="newPassword">The password. Not empty.</param>
    /// <param name="cancellationToken">Gives up waiting; the account may be unlocked nevertheless.</param>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.AccountNotFound"/>, and what the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">An argument is empty or not valid Unicode.</exception>
    Task UnlockAsync(string name, string newPassword, CancellationToken cancellationToken = default);

    /// <summary>Closes all sessions of an account. It may open others.</summary>
    /// <param name="name">The principal. The client's own would close its own session.</param>
    /// <param name="cancellationToken">Gives up waiting; sessions may be closed nevertheless.</param>
    /// <returns>How many sessions were closed.</returns>
    /// <exception cref="MessagingException">What the remarks of the type list. An account that does not exist has no sessions.</exception>
    /// <exception cref="ArgumentException">The name is empty or not valid Unicode.</exception>
    Task<int> CloseSessionsAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Who is online: all open sessions now, and again whenever that changes.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// Snapshots in the order in which the sessions were opened, conflated: whoever is slow sees the latest and misses those
    /// in between. It connects first when there is no connection, and goes on with another session when this one is lost; until
    /// then the latest snapshot remains. It ends when the client is disposed.
    /// </returns>
    /// <remarks>
    /// The first snapshot may come before the server has told of all sessions; the others follow at once. When the permission is taken
    /// from the client while it watches, nothing says so, as the protocol has no word for it: the latest snapshot remains.
    /// </remarks>
    /// <exception cref="MessagingException">
    /// Thrown by the enumeration: <see cref="MessagingErrorCode.NotPermitted"/>, other refusals, and what closed the client.
    /// </exception>
    IAsyncEnumerable<IReadOnlyList<OnlineSession>> WatchOnlineAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a role, in place of one of the same name: what is not in the definition, the role does not permit any more.
    /// Counts at once, for live sessions, too.
    /// </summary>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Gives up waiting; the role may be written nevertheless.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">The role has an empty name, or a text that is not valid Unicode.</exception>
    Task DefineRoleAsync(ChatRole role, CancellationToken cancellationToken = default);

    /// <summary>All roles, in ordinal order of their names.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    Task<IReadOnlyList<ChatRole>> ListRolesAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets which roles every session gets, on top of those of its account.</summary>
    /// <param name="named">For sessions with an account; <see langword="null"/> leaves them as they are.</param>
    /// <param name="anonymous">For sessions without; <see langword="null"/> leaves them as they are.</param>
    /// <param name="cancellationToken">Gives up waiting; the roles may be set nevertheless.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">A role is empty or not valid Unicode.</exception>
    Task SetDefaultRolesAsync(
        IReadOnlyCollection<string>? named = null, IReadOnlyCollection<string>? anonymous = null, CancellationToken cancellationToken = default);

    /// <summary>Lets sessions without an account in, with these roles on top of those that every anonymous session gets.</summary>
    /// <param name="roles">The roles; may be empty.</param>
    /// <param name="cancellationToken">Gives up waiting; the change may happen nevertheless.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    /// <exception cref="ArgumentException">A role is empty or not valid Unicode.</exception>
    Task AllowAnonymousAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default);

    /// <summary>Refuses sessions without an account. Those that are open stay so.</summary>
    /// <param name="cancellationToken">Gives up waiting; the change may happen nevertheless.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    Task DenyAnonymousAsync(CancellationToken cancellationToken = default);

    /// <summary>What the server does with sessions without an account.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="MessagingException">What the remarks of the type list.</exception>
    Task<AnonymousAccess> GetAnonymousAccessAsync(CancellationToken cancellationToken = default);
}
