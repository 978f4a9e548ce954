using Lesson3.Security.Accounts;
using Lessons.Shared;
using Messaging;

namespace Lesson3.Security;

/// <summary>
/// One browser tab of an administrator, with the administrator's own account. The page adds no right to it: whatever it does, the Diffusion
/// server does for this account, or refuses.
/// </summary>
public sealed class AdminSession(LessonServer server, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>The role of administrators.</summary>
    public const string Role = "ADMINISTRATOR";

    private UserClient? _user;
    private Task _watching = Task.CompletedTask;

    /// <summary>There is something new to show.</summary>
    public event Action? Changed;

    /// <summary>The account that is signed in; <see langword="null"/> while none is.</summary>
    public string? Principal { get; private set; }

    /// <summary>Everybody who has an account or is online, by name.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Why the list does not live any more, in a sentence; <see langword="null"/> while it does.</summary>
    public string? Problem { get; private set; }

    private IAccounts Accounts => _user?.Client.Accounts ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Signs in, checks with the Diffusion server that this is an administrator, and begins to watch who is online.</summary>
    /// <exception cref="MessagingException">Not let in, or not permitted to look after accounts.</exception>
    public async Task SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        await SignOutAsync();
        var user = new UserClient(server, name, password, loggers);
        _user = user;
        try
        {
            await CheckRoleAsync(user.Client.Accounts, name, cancellationToken);
            Principal = name;
            _watching = WatchAsync(user.Client.Accounts);
        }
        catch
        {
            await SignOutAsync();
            throw;
        }

        Changed?.Invoke();
    }

    /// <summary>Closes the connection and forgets the password.</summary>
    public async Task SignOutAsync()
    {
        UserClient? user = _user;
        (_user, Principal, People, Problem) = (null, null, [], null);
        if (user is not null)
        {
            await user.DisposeAsync();
        }

        await _watching;
    }

    /// <summary>Locks an account out and closes its sessions.</summary>
    public async Task LockAsync(string name)
    {
        await Accounts.LockAsync(name);
        await RefreshAsync();
    }

    /// <summary>Lets a locked account in again, with another password.</summary>
    /// <returns>What is wrong with the password, in a sentence; <see langword="null"/> when the account is unlocked.</returns>
    public async Task<string?> UnlockAsync(string name, string newPassword)
    {
        if (!PasswordRules.IsAcceptable(name, newPassword, out string? problem))
        {
            return problem;
        }

        await Accounts.UnlockAsync(name, newPassword);
        await RefreshAsync();
        return null;
    }

    /// <summary>Closes all sessions of an account. It may open others.</summary>
    public Task CloseSessionsAsync(string name) => Accounts.CloseSessionsAsync(name);

    /// <summary>The tab was closed.</summary>
    public async ValueTask DisposeAsync() => await SignOutAsync();

    private static async Task CheckRoleAsync(IAccounts accounts, string name, CancellationToken cancellationToken)
    {
        // The server refuses the list to those who may not see it. Some may who are no administrators: hence the second look.
        IReadOnlyList<Account> all = await accounts.ListAsync(cancellationToken);
        if (!all.Any(account => account.Name == name && account.Roles.Contains(Role)))
        {
            throw new MessagingException(MessagingErrorCode.NotPermitted, $"The account '{name}' does not have the role {Role}.");
        }
    }

    private async Task WatchAsync(IAccounts accounts)
    {
        try
        {
            await foreach (IReadOnlyList<OnlineSession> online in accounts.WatchOnlineAsync())
            {
                Show(await accounts.ListAsync(), online);
            }
        }
        catch (ObjectDisposedException)
        {
            // Signed out meanwhile.
        }
        catch (MessagingException failure)
        {
            Problem = failure.Message;
            Changed?.Invoke();
        }
    }

    private async Task RefreshAsync() => Show(await Accounts.ListAsync(), [.. People.SelectMany(person => person.Sessions)]);

    private void Show(IReadOnlyList<Account> accounts, IReadOnlyList<OnlineSession> online)
    {
        ILookup<string, OnlineSession> byName = online.ToLookup(session => session.Principal, StringComparer.Ordinal);
        IEnumerable<string> names = accounts.Select(account => account.Name).Concat(byName.Select(sessions => sessions.Key));
        People =
        [
            .. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new Person(name, accounts.FirstOrDefault(account => account.Name == name), [.. byName[name]])),
        ];
        Changed?.Invoke();
    }
}
