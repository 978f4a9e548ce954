using System.Diagnostics;
using System.Text.Json;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Peers.JavaScript;

/// <summary>
/// The vendor's SDK for JavaScript, in Node, with the same server and the same topics. Its client is a script; the SDK is where the interop
/// tests have it, and is run, never read.
/// </summary>
internal sealed class JavaScriptPeer(string name) : Peer(
    name, ServerCatalog.Messaging, "the official JavaScript SDK in Node, as a client of the product's server, subscribed to the same time series")
{
    private const string SdkDirectory = "tests/Messaging.Interop.Tests/node";
    private const string Script = "tests/Messaging.Benchmarks/node/client.mjs";

    public override bool Supports(string workload) => workload is WorkloadNames.FanOut or WorkloadNames.FanOutOne or WorkloadNames.Append;

    public override string? FindObstacle() =>
        FindRepository() is not { } repository ? "The repository is not above the program."
        : ForeignPrograms.Find("node") is null ? "Node was not found on the PATH."
        : !Directory.Exists(Path.Combine(repository, SdkDirectory, "node_modules", "diffusion")) ? $"The SDK is not installed: run 'npm ci' in {SdkDirectory}."
        : null;

    public override ProcessStartInfo DescribeClient(string workload, RunSettings settings)
    {
        string repository = FindRepository()!;
        JavaScriptSettings given = new(
            Name,
            workload,
            settings.Server.Url,
            MessagingServer.Principal,
            MessagingServer.Password,
            settings.Server.ProcessId,
            settings.WarmUp.TotalSeconds,
            settings.Window.TotalSeconds,
            settings.Scale,
            settings.Patience.TotalSeconds);
        string[] arguments =
        [
            Path.Combine(repository, Script), Path.Combine(repository, SdkDirectory), JsonSerializer.Serialize(given, BenchmarkJson.Default.JavaScriptSettings),
        ];
        return new ProcessStartInfo(ForeignPrograms.Find("node")!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
    }

    public override PeerSession CreateSession(SessionContext context) => throw new NotSupportedException("Its sessions are those of a script.");

    private static string? FindRepository()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Messaging.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }
}
