using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>Runs one workload on one peer in a process of its own, within a time that it cannot exceed.</summary>
internal static class ClientProcess
{
    /// <summary>What connecting, checking and ending may take beyond warm-up, window and the patience of the settings.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(25);

    /// <summary>How to start this program as the client of a peer.</summary>
    public static ProcessStartInfo DescribeOwn(string peer, string workload, RunSettings settings) => OwnProcess.Describe(
        "client", peer, workload,
        "--endpoint", JsonSerializer.Serialize(settings.Server, BenchmarkJson.Default.ServerEndpoint),
        "--warm-up", Seconds(settings.WarmUp),
        "--window", Seconds(settings.Window),
        "--patience", Seconds(settings.Patience),
        "--scale", settings.Scale.ToString(CultureInfo.InvariantCulture),
        "--shape", settings.Shape.ToString());

    /// <summary>Runs a workload. Whatever goes wrong is in the result.</summary>
    public static async Task<RunResult> RunAsync(Peer peer, string workload, RunSettings settings, bool isCold, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = peer.DescribeClient(workload, settings);
        if (!isCold)
        {
            // Code that is called often is compiled for speed at once, so that this has happened when the warm-up is over.
            start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.WarmUp + settings.Window + settings.Patience + Allowance);
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return Parse(output) ?? Failed($"The client ended with code {process.ExitCode} and without a result.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("The client did not end in time.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        RunResult Failed(string reason) => new() { Peer = peer.Name, Workload = workload, Failure = reason };
    }

    private static RunResult? Parse(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() is { } line && line.StartsWith('{')
            ? JsonSerializer.Deserialize(line, BenchmarkJson.Default.RunResult)
            : null;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
