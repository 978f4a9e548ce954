using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>
/// Who may do what on a <see cref="FakeServer"/>, its accounts and roles. What is asked here is not among the server's calls:
/// it comes beside them.
/// </summary>
internal sealed class FakeSecurity(FakeServer server)
{
    private readonly List<string> _calls = [];

    /// <summary>What a principal, empty when anonymous, may do at a path. Everything by default.</summary>
    public Func<string, string, IReadOnlyCollection<PathPermission>> Permissions { get; set; } = (_, _) => Enum.GetValues<PathPermission>();

    /// <summary>Runs before a call is answered; may wait or throw. Gets the call's line in <see cref="Calls"/>.</summary>
    public Func<string, Task> OnCall { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before a script is tried: another administrator is quicker.</summary>
    public Action BeforeScript { get; set; } = () => { };

    /// <summary>Why the next scripts are refused, whatever is in them.</summary>
    public string? Refusal { get; set; }

    /// <summary>The accounts with their passwords, in the order of their adding.</summary>
    public List<FakeAccount> Accounts { get; } = [];

    public AnonymousAccess Anonymous { get; set; }

    public List<string> AnonymousRoles { get; } = [];

    public Dictionary<string, ChatRole> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>What scripts for the security store said, command by command.</summary>
    public List<string> RoleCommands { get; } = [];

    /// <summary>Who listens to sessions.</summary>
    public List<ISessionWatcher> Watchers { get; } = [];

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (server.Gate)
            {
                return [.. _calls];
            }
        }
    }

    public FakeAccount? Find(string name) => Accounts.Find(account => account.Name == name);

    public async Task<T> CallAsync<T>(FakeSession session, string call, Func<T> answer, CancellationToken cancellationToken = default)
    {
        lock (server.Gate)
        {
            _calls.Add(call);
        }

        if (!session.Link.IsUp)
        {
            throw new MessagingException(MessagingErrorCode.NotConnected, "the link is down", isTransient: true);
        }

        await Task.WhenAny(OnCall(call), session.Ended).Unwrap().WaitAsync(cancellationToken);
        lock (server.Gate)
        {
            return session.Ended.IsCompleted
                ? throw new MessagingException(MessagingErrorCode.ConnectionLost, "the session is over", isTransient: true)
                : answer();
        }
    }

    /// <summary>All of the script or nothing: the accounts after it take the place of those before.</summary>
    public string? Apply(string self, Action<IAccountScript> write)
    {
        BeforeScript();
        var script = new FakeAccountScript(self, Accounts.Select(account => account with { }), Anonymous);
        write(script);
        if ((Refusal ?? script.Problem) is { } problem)
        {
            return problem;
        }

        Accounts.Clear();
        Accounts.AddRange(script.Accounts);
        Anonymous = script.Anonymous;
        if (script.AnonymousRoles is { } roles)
        {
            AnonymousRoles.Clear();
            AnonymousRoles.AddRange(roles);
        }

        return null;
    }
}
