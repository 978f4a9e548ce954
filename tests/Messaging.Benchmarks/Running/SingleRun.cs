using System.Globalization;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>One peer, one workload, a server of its own: for somebody who works on the product and wants to know what a change does.</summary>
internal static class SingleRun
{
    public static async Task<int> RunAsync(
        string peer, string workload, TimeSpan warmUp, TimeSpan window, int repetitions, bool isCold, CancellationToken cancellationToken)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(PeerCatalog.Get(peer).ServerKind, cancellationToken);
        RunSettings settings = new(server.Endpoint, warmUp, window);
        bool isGood = true;

        // The first run warms the server; its figures are shown, and not to be used.
        for (int repetition = 0; repetition <= repetitions; repetition++)
        {
            RunResult result = await ClientProcess.RunAsync(peer, workload, settings, isCold, cancellationToken);
            Console.WriteLine($"{(repetition == 0 ? "(server cold) " : "")}{Describe(result)}");
            isGood &= result.Failure is null;
            if (server.Endpoint.Control is { } control)
            {
                await ControlClient.ResetAsync(control, cancellationToken);
            }
        }

        return isGood ? 0 : 1;
    }

    private static string Describe(RunResult result) => result switch
    {
        { Failure: { } failure } => $"{result.Peer} {result.Workload} FAILED: {failure}",
        { Memory: { } memory } => string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Peer} {result.Workload}: client heap {memory.ClientHeap:N0} B/session, server heap {memory.ServerHeap:N0} B/session, "
            + $"client RSS {memory.ClientResident:N0} B, server RSS {memory.ServerResident:N0} B, {result.OperationsPerSecond:N0} connects/s"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Peer} {result.Workload}: {result.OperationsPerSecond:N0} ops/s, cpu us/op server {result.ServerCpu.User:N2}u+{result.ServerCpu.Kernel:N2}k "
            + $"client {result.ClientCpu.User:N2}u+{result.ClientCpu.Kernel:N2}k total {result.TotalCpu:N2}, alloc {result.AllocatedBytes:N0} B/op, "
            + $"gen0 {result.Gen0Collections}, p50 {result.Latency?.P50:N0} us, p99 {result.Latency?.P99:N0} us, halves {result.Steadiness:N2}, {result.CheckedMessages:N0} checked"),
    };
}
