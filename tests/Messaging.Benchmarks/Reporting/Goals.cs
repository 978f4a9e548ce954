using Messaging.Benchmarks.Running;
using static Messaging.Benchmarks.Peers.PeerCatalog;

namespace Messaging.Benchmarks.Reporting;

/// <summary>The goals, as medians over rounds of one run.</summary>
internal static class Goals
{
    private const string Nats = "nats";
    private const string Redis = "redis";
    private const string JavaScript = "js";
    private const double MostHeapPerSession = 10 * 1024;
    private const double MostAllocation = 1.15;

    /// <summary>All of them.</summary>
    /// <param name="messageObjectBytes">What one message's own objects take: see <see cref="BenchmarkRecord.MessageObjectBytes"/>.</param>
    public static IReadOnlyList<Goal> All(double messageObjectBytes) =>
    [
        AtMost("W1", Metric.MedianLatency, Raw, 1.0),
        AtMost("W1", Metric.MedianLatency, SignalRMessagePack, 0.70),
        AtLeast("W2", Metric.Rate, Raw, 1.4),
        AtLeast("W2", Metric.Rate, SignalRMessagePack, 2.2),
        AtLeast("W2", Metric.Rate, Nats, 2.0),
        AtLeast("W2", Metric.Rate, Redis, 1.2),
        AtLeast("W3", Metric.Rate, Raw, 1.0),
        AtLeast("W3", Metric.Rate, SignalRMessagePack, 2.0),
        AtLeast("W4", Metric.Rate, Raw, 3.5),
        AtLeast("W4", Metric.Rate, SignalRMessagePack, 2.2),
        AtLeast("W4", Metric.Rate, Redis, 1.4),
        AtLeast("W5", Metric.Rate, SignalRMessagePack, 1.4),
        AtLeast("W5", Metric.Rate, Nats, 9.0),
        AtMost("W6", Metric.ClientHeap, null, MostHeapPerSession),
        AtMost("W6", Metric.ServerHeap, SignalRMessagePack, 0.8),
        AtMost("W2", Metric.Allocation, null, MostAllocation * messageObjectBytes),
        AtMost("W2", Metric.ClientCpu, StandIn, 1.10),
        AtLeast("W2", Metric.RatePerClientCpu, JavaScript, 3.0),
    ];

    /// <summary>What came of each.</summary>
    public static IReadOnlyList<GoalOutcome> Evaluate(BenchmarkRecord record) =>
        [.. All(record.MessageObjectBytes).Select(goal => goal.Evaluate(record.Runs))];

    private static Goal AtMost(string scenario, Metric metric, string? basis, double bound) => new(scenario, metric, basis, IsUpperBound: true, bound);

    private static Goal AtLeast(string scenario, Metric metric, string basis, double bound) => new(scenario, metric, basis, IsUpperBound: false, bound);
}
