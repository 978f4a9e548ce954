using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Reporting;

/// <summary>Figures of many runs.</summary>
internal static class Figures
{
    /// <summary>The spread of one peer's figure over the rounds; null if there is none.</summary>
    public static Spread? Of(IEnumerable<RecordedRun> runs, string scenario, string peer, Metric metric) =>
        Spread.Of(runs.Where(run => run.Scenario == scenario && IsOf(run, peer)).Select(run => metric.Get(run.Result)).OfType<double>());

    /// <summary>
    /// The spread of one peer's figure over another's: a ratio for each round in which both have it, and nothing across rounds. Null if
    /// there is no such round.
    /// </summary>
    public static Spread? Ratio(IEnumerable<RecordedRun> runs, string scenario, string peer, string basis, Metric metric) => Spread.Of(
        from run in runs
        where run.Scenario == scenario && IsOf(run, peer)
        from other in runs
        where other.Scenario == scenario && other.Round == run.Round && IsOf(other, basis)
        let figure = metric.Get(run.Result)
        let basisFigure = metric.Get(other.Result)
        where figure is not null && basisFigure is > 0
        select figure.Value / basisFigure.Value);

    private static bool IsOf(RecordedRun run, string peer) => run.Result.Peer == peer && run.Result.Failure is null;
}
