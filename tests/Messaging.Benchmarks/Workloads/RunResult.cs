using System.Text.Json.Serialization;
using Messaging.Benchmarks.Measuring;

namespace Messaging.Benchmarks.Workloads;

/// <summary>What one run found: the line that a client process prints.</summary>
internal sealed record RunResult
{
    public required string Peer { get; init; }

    public required string Workload { get; init; }

    /// <summary>Round trips, deliveries, appends or joins in the window.</summary>
    public long Operations { get; init; }

    public double Seconds { get; init; }

    public double OperationsPerSecond { get; init; }

    /// <summary>The rate of the window's second half over that of its first: near 1 when the client was warm.</summary>
    public double Steadiness { get; init; }

    /// <summary>In microseconds; null where latency is not measured.</summary>
    public Percentiles? Latency { get; init; }

    /// <summary>The server's CPU time for each operation, in microseconds.</summary>
    public CpuTime ServerCpu { get; init; }

    /// <summary>The client's CPU time for each operation, in microseconds.</summary>
    public CpuTime ClientCpu { get; init; }

    /// <summary>Bytes that the client allocated for each operation.</summary>
    public double AllocatedBytes { get; init; }

    public int Gen0Collections { get; init; }

    /// <summary>What idle sessions cost; null where it is not measured.</summary>
    public SessionMemory? Memory { get; init; }

    /// <summary>Bytes on the wire; null where they are not counted.</summary>
    public WireBytes? Wire { get; init; }

    /// <summary>What disturbed the window; null where that is not known.</summary>
    public Noise? Noise { get; init; }

    /// <summary>How many messages were checked for being there, once, and in order.</summary>
    public long CheckedMessages { get; init; }

    /// <summary>Why the run is void; null if it is not.</summary>
    public string? Failure { get; init; }

    [JsonIgnore]
    public double TotalCpu => ServerCpu.Total + ClientCpu.Total;
}
