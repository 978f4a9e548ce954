using System.Text.Json;
using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Servers;

/// <summary>What a process does that was started to be a server: it says where it is, and serves until its standard input ends.</summary>
internal static class ServerRole
{
    public static async Task<int> RunAsync(string kind, CancellationToken cancellationToken)
    {
        await using IBenchmarkServer server = await ServerCatalog.Own.First(own => own.Name == kind).StartHereAsync(cancellationToken);
        await using ControlEndpoint control = await ControlEndpoint.StartAsync(server, cancellationToken);
        ServerEndpoint ready = new(kind, Environment.ProcessId, server.Url, control.Url);
        Console.WriteLine(JsonSerializer.Serialize(ready, BenchmarkJson.Default.ServerEndpoint));

        // Whoever started it holds the other end: a server never outlives the benchmark, however that ends.
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
        }

        return 0;
    }
}
