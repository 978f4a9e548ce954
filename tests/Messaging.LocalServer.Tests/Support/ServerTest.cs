using System.Collections.Concurrent;
using System.Text;

namespace Messaging.LocalServer.Tests.Support;

/// <summary>Base of tests with a server of their own and raw clients of it. Everything is disposed in the end.</summary>
public abstract class ServerTest : LoggedTest
{
    // Tests connect many clients at once.
    private readonly ConcurrentStack<IAsyncDisposable> _disposables = [];

    internal LocalDiffusionServer Server { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        LocalServerOptions options = new()
        {
            Port = 0,
            LoggerFactory = Log,

            // What is not about permissions works as everybody, and passwords are as cheap as they get.
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            PasswordIterations = 1000,

            // Of a real clock: a client of a busy machine must not be cut before it could finish its request or confirm a close, and hears
            // of no ping that its test does not expect, however long that takes.
            CloseTimeout = WithinExtensions.Patience,
            HandshakeTimeout = WithinExtensions.Patience,
            SystemPingPeriod = TimeSpan.FromHours(1),
        };
        Configure(options);
        foreach (LocalPrincipal principal in options.Principals)
        {
            TestSecrets.Disclose(principal.Name);
            TestSecrets.Conceal(TestSecrets.Register(principal.Password));
        }

        WireSecrets.Conceal(Encoding.UTF8.GetBytes(options.SystemAuthenticationScript));
        Server = await LocalDiffusionServer.StartAsync(options).Within();
        _disposables.Push(Server);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable disposable in _disposables)
        {
            await disposable.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    /// <summary>Changes the options of the server before it starts.</summary>
    protected virtual void Configure(LocalServerOptions options)
    {
    }

    internal async Task<RawClient> ConnectAsync(string target = RawClient.AnonymousTarget, int? receiveBufferSize = null)
    {
        RawClient client = await RawClient.ConnectAsync(Server.Url, target, receiveBufferSize);
        _disposables.Push(client);
        return client;
    }

    internal async Task<RawClient> OpenTcpAsync()
    {
        RawClient client = await RawClient.OpenTcpAsync(Server.Url);
        _disposables.Push(client);
        return client;
    }

    /// <summary>Ends a session and checks that it left nothing.</summary>
    internal async Task ShouldBeEmptyAfterClosingAsync(params RawClient[] clients)
    {
        foreach (RawClient client in clients)
        {
            await client.CloseAsync();
        }

        (Server.Statistics with { Topics = 0 }).Should().Be(default(LocalServerStatistics));
    }
}
