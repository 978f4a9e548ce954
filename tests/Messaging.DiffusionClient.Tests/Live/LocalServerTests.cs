using Messaging.LocalServer;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>Base of tests against a local server in the same process. What it logs as an error fails the test.</summary>
public abstract class LocalServerTests : LoggedTest
{
    private readonly List<ISession> _sessions = [];

    protected LocalDiffusionServer Server { get; private set; } = null!;

    protected string Url => Server.Url.ToString();

    public override async ValueTask InitializeAsync()
    {
        LocalServerOptions options = new()
        {
            Port = 0,
            LoggerFactory = Log,
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            PasswordIterations = 1000,

            // Of a real clock: nobody is cut, or answered for, because the machine is busy.
            AuthenticatorTimeout = WithinExtensions.Patience,
            CloseTimeout = WithinExtensions.Patience,
            HandshakeTimeout = WithinExtensions.Patience,
            RequestTimeout = WithinExtensions.Patience,
        };
        Configure(options);
        Server = await LocalDiffusionServer.StartAsync(options).Within();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (ISession session in _sessions)
        {
            session.Close();
        }

        await Server.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A session as <c>admin</c>, closed when the test ends.</summary>
    protected async Task<ISession> OpenAsync()
    {
        ISession session = await As("admin", "password").OpenAsync(Url).Within();
        _sessions.Add(session);
        return session;
    }

    /// <summary>Opens sessions with an account, whose password no log may tell.</summary>
    protected static ISessionFactory As(string principal, string password)
    {
        TestSecrets.Disclose(principal);
        TestSecrets.Conceal(password);
        return Diffusion.Sessions.Principal(principal).Password(password).ConnectionTimeout(60_000);
    }

    /// <summary>A message of a room, whose text no log may tell.</summary>
    protected static IJSON Message(int i)
    {
        TestSecrets.Conceal($"message {i}");
        return Diffusion.DataTypes.JSON.FromJSONString($$"""{"text":"message {{i}}","name":"Ada"}""");
    }

    protected virtual void Configure(LocalServerOptions options)
    {
    }
}
