using System.Collections.Concurrent;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Tests.Persistence.Disk;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>Base of tests with a server on a simulated disk, which can be restarted.</summary>
public abstract class StorageServerTest : LoggedTest
{
    private readonly ConcurrentBag<RawClient> _clients = [];

    private protected SimulatedDisk Disk { get; } = new();

    private protected LocalDiffusionServer Server { get; private set; } = null!;

    private protected async Task StartAsync(bool flushes = true)
    {
        LocalServerOptions options = new()
        {
            Port = 0,
            LoggerFactory = Log,
            FlushToDisk = flushes,
            PasswordIterations = 1000,
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,

            // Of a real clock, see ServerTest.
            CloseTimeout = WithinExtensions.Patience,
            HandshakeTimeout = WithinExtensions.Patience,
            SystemPingPeriod = TimeSpan.FromHours(1),
        };
        Server = await LocalDiffusionServer.StartAsync(options, Storage.Open(Disk, options, Log.CreateLogger("Messaging.LocalServer")), default).Within();
    }

    private protected async Task<RawClient> ConnectAsync()
    {
        RawClient client = await RawClient.ConnectAsync(Server.Url);
        _clients.Add(client);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (RawClient client in _clients)
        {
            await client.DisposeAsync();
        }

        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }
}
