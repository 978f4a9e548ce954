using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Reporting;

/// <summary>What the benchmark ends with.</summary>
internal static class ExitCode
{
    /// <summary>Every goal that was measured is met.</summary>
    public const int Met = 0;

    /// <summary>A run lost, doubled or reordered a message, or did not end: figures beside it are not to be used.</summary>
    public const int Void = 1;

    /// <summary>A goal is missed.</summary>
    public const int Missed = 2;

    public static int Of(BenchmarkRecord record) =>
        record.Runs.Concat(record.Wire).Any(run => run.Result.Failure is not null) ? Void
        : Goals.Evaluate(record).Any(outcome => outcome.IsMet == false) ? Missed
        : Met;
}
