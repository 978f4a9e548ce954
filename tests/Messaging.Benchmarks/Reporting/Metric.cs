using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Reporting;

/// <summary>A figure of a run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Get">Takes it from a run; null if the run does not have it.</param>
internal sealed record Metric(string Name, Func<RunResult, double?> Get)
{
    public static Metric Rate { get; } = new("operations per second", result => result.Memory is null ? result.OperationsPerSecond : null);

    public static Metric MedianLatency { get; } = new("p50", result => result.Latency?.P50);

    public static Metric ClientCpu { get; } = new("client CPU per operation", result => result.Memory is null ? result.ClientCpu.Total : null);

    public static Metric RatePerClientCpu { get; } = new("operations per client CPU second", result => result.ClientCpu.Total > 0 ? 1e6 / result.ClientCpu.Total : null);

    public static Metric Allocation { get; } = new("bytes allocated per operation", result => result.Memory is null ? result.AllocatedBytes : null);

    public static Metric ClientHeap { get; } = new("client heap per session", result => result.Memory?.ClientHeap);

    public static Metric ServerHeap { get; } = new("server heap per session", result => result.Memory?.ServerHeap);
}
