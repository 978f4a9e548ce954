using Messaging.LocalServer;
using Messaging.Tests.Recording;

namespace Messaging.Tests.EndToEnd;

/// <summary>Base of tests of the whole way: client, wire, local server, in one process, with the real clock.</summary>
public abstract class ServerTest : LoggedTest
{
    private readonly List<IAsyncDisposable> _owned = [];

    /// <summary>Starts a server; port 0 is any free one. Unless it is configured otherwise, everybody may do everything in rooms.</summary>
    protected async Task<LocalDiffusionServer> StartServerAsync(int port = 0, Action<LocalServerOptions>? configure = null)
    {
        LocalServerOptions options = new()
        {
            Port = port,
            LoggerFactory = Log,
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            PasswordIterations = 1000,
        };
        configure?.Invoke(options);
        foreach (LocalPrincipal principal in options.Principals)
        {
            TestSecrets.Disclose(principal.Name);
            TestSecrets.Conceal(TestSecrets.Register(principal.Password));
        }

        LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(options).Within();
        _owned.Add(server);
        return server;
    }

    protected MessagingClient NewClient(Uri url, Action<MessagingOptions>? configure = null)
    {
        var options = new MessagingOptions { Url = url };
        configure?.Invoke(options);
        TestSecrets.Register(options.Password ?? "");
        MessagingClient client = RecordedClient.Create(options, Log);
        _owned.Add(client);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        _owned.Reverse();
        foreach (IAsyncDisposable owned in _owned)
        {
            await owned.DisposeAsync().Within();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
