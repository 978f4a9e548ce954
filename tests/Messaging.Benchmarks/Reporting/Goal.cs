using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Reporting;

/// <summary>What the product's figure has to be: a multiple of another peer's, or an amount.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Metric">The figure.</param>
/// <param name="Basis">The other peer; null when the bound is an amount.</param>
/// <param name="IsUpperBound">Whether less is better.</param>
/// <param name="Bound">The multiple or the amount.</param>
internal sealed record Goal(string Scenario, Metric Metric, string? Basis, bool IsUpperBound, double Bound)
{
    /// <summary>Says whether it is met by the median.</summary>
    public GoalOutcome Evaluate(IReadOnlyList<RecordedRun> runs)
    {
        Spread? found = Basis is null
            ? Figures.Of(runs, Scenario, PeerCatalog.Product, Metric)
            : Figures.Ratio(runs, Scenario, PeerCatalog.Product, Basis, Metric);
        return new GoalOutcome(this, found, found is null ? null : IsUpperBound ? found.Median <= Bound : found.Median >= Bound);
    }
}
