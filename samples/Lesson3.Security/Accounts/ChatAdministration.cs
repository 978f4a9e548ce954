using Lessons.Shared;
using Messaging;

namespace Lesson3.Security.Accounts;

/// <summary>
/// The web server's own session on the Diffusion server, with an administrator's account: makes the server safe before the first
/// page is served, and creates the accounts of users afterwards.
/// </summary>
public sealed class ChatAdministration : IHostedService, IAsyncDisposable
{
    /// <summary>The role of users.</summary>
    public const string UserRole = "CHAT_USER";

    private readonly MessagingClient _client;
    private readonly RoomSettings _room;

    public ChatAdministration(LessonServer server, AdministratorSettings administrator, RoomSettings room, ILoggerFactory loggers)
    {
        _room = room;
        _client = MessagingClient.Create(
            new MessagingOptions
            {
                Url = server.Url,
                Principal = administrator.Principal,
                Password = administrator.Password,
            },
            loggers);
    }

    /// <summary>Says who may do what on the Diffusion server, and creates the room. The same at every start: nothing comes twice.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IAccounts accounts = _client.Accounts;
        await accounts.DenyAnonymousAsync(cancellationToken);
        await accounts.SetDefaultRolesAsync(named: [], anonymous: [], cancellationToken);
        await accounts.DefineRoleAsync(ChatRole.User(UserRole), cancellationToken);

        await using IChatRoom room = await _client.JoinAsync(_room.Name, _room.Options, cancellationToken);
    }

    /// <summary>Creates the account of a user.</summary>
    public Task CreateUserAsync(string name, string password, CancellationToken cancellationToken) =>
        _client.Accounts.CreateAsync(name, password, [UserRole], cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
