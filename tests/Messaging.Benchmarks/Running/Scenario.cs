using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>A workload under given conditions: a row of tables.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Workload">The workload.</param>
/// <param name="WarmUp">How long the load runs before it is measured.</param>
/// <param name="Window">How long it is measured.</param>
/// <param name="IsCold">Whether the runtime's settings are left alone, as in a client that has just started.</param>
internal sealed record Scenario(string Name, string Workload, TimeSpan WarmUp, TimeSpan Window, bool IsCold = false)
{
    /// <summary>The name of the cold scenario.</summary>
    public const string ColdFanOut = "W2 cold";

    /// <summary>The time that a run takes, give or take, with starting and ending.</summary>
    public TimeSpan ExpectedTime => WarmUp + Window + Workload switch
    {
        WorkloadNames.Idle => TimeSpan.FromSeconds(4),
        WorkloadNames.Rooms => TimeSpan.FromSeconds(3),
        _ => TimeSpan.FromSeconds(1),
    };
}
