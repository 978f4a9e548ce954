using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Tests.Reporting;

/// <summary>Made-up records of the benchmark.</summary>
internal static class Records
{
    public static RecordedRun Run(string scenario, int round, string peer, double rate, double p50 = 10, string? failure = null) => new(
        scenario,
        round,
        WasRepeated: false,
        new RunResult
        {
            Peer = peer,
            Workload = scenario,
            Operations = 1,
            Seconds = 1,
            OperationsPerSecond = rate,
            Latency = new Percentiles(p50, 20, 30),
            ClientCpu = new CpuTime(1, 1),
            AllocatedBytes = 100,
            CheckedMessages = 7,
            Failure = failure,
        });

    public static BenchmarkRecord Of(params IReadOnlyList<RecordedRun> runs) => new()
    {
        Date = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero),
        Seconds = 90,
        Environment = new Dictionary<string, string> { ["CPU"] = "two" },
        Absent = new Dictionary<string, string> { ["nats"] = "it is not installed" },
        Runs = runs,
        Wire = [],
        LeftOut = ["W3, round 5"],
        MessageObjectBytes = 400,
    };
}
