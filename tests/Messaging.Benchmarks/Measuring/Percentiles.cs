namespace Messaging.Benchmarks.Measuring;

/// <summary>Latencies in microseconds.</summary>
internal sealed record Percentiles(double P50, double P99, double P999);
