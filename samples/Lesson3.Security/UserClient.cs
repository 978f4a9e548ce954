using Lessons.Shared;
using Messaging;

namespace Lesson3.Security;

/// <summary>A client of one user, with the password that it needs for as long as it lives and no longer.</summary>
/// <remarks>
/// When the connection is lost, the client opens another session, which takes the password again. So it stays in the memory of the web
/// server while the user is signed in, here and nowhere else: no cookie, no storage of the browser, no address, no log.
/// </remarks>
internal sealed class UserClient : IAsyncDisposable
{
    private volatile string? _password;

    public UserClient(LessonServer server, string name, string password, ILoggerFactory loggers)
    {
        _password = password;
        Client = MessagingClient.Create(
            new MessagingOptions
            {
                Url = server.Url,
                Principal = name,
                PasswordProvider = _ => ValueTask.FromResult(_password ?? throw new InvalidOperationException("The user has signed out.")),
                MaximumTextLength = TextLimits.MaximumTextLength,
            },
            loggers);
    }

    public MessagingClient Client { get; }

    public ValueTask DisposeAsync()
    {
        _password = null;
        return Client.DisposeAsync();
    }
}
