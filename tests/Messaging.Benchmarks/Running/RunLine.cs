using System.Globalization;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>A run in one line, for people.</summary>
internal static class RunLine
{
    /// <summary>Describes a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="label">What stands before it.</param>
    public static string Describe(RunResult result, string label) => $"{label} {result.Peer} {result.Workload}: {DescribeFigures(result)}".TrimStart();

    private static string DescribeFigures(RunResult result) => result switch
    {
        { Failure: { } failure } => $"FAILED: {failure}",
        { Memory: { } memory } => string.Create(
            CultureInfo.InvariantCulture,
            $"client heap {memory.ClientHeap:N0} B/session, server heap {memory.ServerHeap:N0} B/session, "
            + $"client RSS {memory.ClientResident:N0} B, server RSS {memory.ServerResident:N0} B, {result.OperationsPerSecond:N0} connects/s"),
        { Wire: { } wire } => string.Create(
            CultureInfo.InvariantCulture,
            $"bytes a message: publisher sends {wire.PublisherSends:N0} and receives {wire.PublisherReceives:N0}, "
            + $"subscriber receives {wire.SubscriberReceives:N0} and sends {wire.SubscriberSends:N0}"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{result.OperationsPerSecond:N0} ops/s, cpu us/op server {result.ServerCpu.User:N2}u+{result.ServerCpu.Kernel:N2}k "
            + $"client {result.ClientCpu.User:N2}u+{result.ClientCpu.Kernel:N2}k total {result.TotalCpu:N2}, alloc {result.AllocatedBytes:N0} B/op, "
            + $"gen0 {result.Gen0Collections}, p50 {result.Latency?.P50:N0} us, p99 {result.Latency?.P99:N0} us, halves {result.Steadiness:N2}, others {result.Noise?.OtherProcesses:N2} CPU, {result.CheckedMessages:N0} checked"),
    };
}
