using System.Diagnostics;

namespace Messaging.Benchmarks.Measuring;

/// <summary>All counters at one moment.</summary>
internal readonly record struct Snapshot(
    long Timestamp, long Operations, CpuTime Client, CpuTime Server, MachineCpu Machine, long AllocatedBytes, int Gen0Collections)
{
    /// <param name="operations">How many operations there were so far.</param>
    /// <param name="serverProcessId">The server's process.</param>
    public static Snapshot Take(long operations, int serverProcessId) => new(
        Stopwatch.GetTimestamp(),
        operations,
        ProcessFigures.CpuOf(Environment.ProcessId),
        ProcessFigures.CpuOf(serverProcessId),
        MachineCpu.Read(),
        GC.GetTotalAllocatedBytes(precise: false),
        GC.CollectionCount(0));
}
