namespace Messaging.Benchmarks.Workloads;

/// <summary>What disturbed a window, in CPUs.</summary>
/// <param name="OtherProcesses">How many CPUs others used on average: neither client nor server.</param>
/// <param name="Stolen">How many the host gave to other machines.</param>
internal sealed record Noise(double OtherProcesses, double Stolen)
{
    /// <summary>From how much on a run counts as disturbed, and is repeated once.</summary>
    public const double Limit = 0.25;

    public bool IsTooMuch => OtherProcesses + Stolen > Limit;
}
