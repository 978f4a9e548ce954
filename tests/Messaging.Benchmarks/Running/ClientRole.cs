using System.Text.Json;
using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>What a process does that was started to be a client: it runs one workload once, and prints one line.</summary>
internal static class ClientRole
{
    public static async Task<int> RunAsync(string peer, string workload, RunSettings settings, CancellationToken cancellationToken)
    {
        NumberedTexts.Use(settings.Shape);
        RunResult result = await RunAsync(new RunContext(workload, PeerCatalog.Get(peer), settings), cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(result, BenchmarkJson.Default.RunResult));
        return result.Failure is null ? 0 : 1;
    }

    /// <summary>Runs a workload. A run in which anything goes wrong has no figures, only the reason.</summary>
    public static async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        Workload workload = WorkloadCatalog.Create(context);
        RunResult result;
        try
        {
            await workload.SetUpAsync(cancellationToken);
            result = await workload.MeasureAsync(cancellationToken);
            result = result with { CheckedMessages = await workload.CheckAsync(cancellationToken) };
            context.Faults.ThrowIfAny();
        }
        catch (Exception fault)
        {
            // What is broken is not closed: that may take its time, and the process ends.
            return new RunResult { Peer = context.Peer.Name, Workload = context.Workload, Failure = fault.ToString() };
        }

        await workload.DisposeAsync();
        return result;
    }
}
