using System.Globalization;
using System.Text;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Reporting;

/// <summary>The report for people.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes the whole report, its headings from the third level on.</summary>
    public static string Write(BenchmarkRecord record)
    {
        StringBuilder text = new();
        WriteEnvironment(text, record);
        WriteGoals(text, record);
        foreach (IGrouping<string, RecordedRun> scenario in record.Runs.GroupBy(run => run.Scenario))
        {
            WriteScenario(text, scenario.Key, [.. scenario]);
        }

        WriteWire(text, record);
        WriteRemarks(text, record);
        return text.ToString();
    }

    private static void WriteEnvironment(StringBuilder text, BenchmarkRecord record)
    {
        Line(text, $"{record.Date:d MMMM yyyy}, {record.Seconds / 60:0.0} minutes, {record.Runs.Count} runs. Figures are medians over rounds (least–most); they are good on this machine and this day only. Ratios were taken inside each round.");
        Line(text, $"");
        foreach ((string name, string value) in record.Environment)
        {
            Line(text, $"* {name}: {value}");
        }

        Line(text, $"");
    }

    private static void WriteGoals(StringBuilder text, BenchmarkRecord record)
    {
        Line(text, $"### Goals");
        Line(text, $"");
        Line(text, $"| | figure of the product | goal | found | rounds | |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (GoalOutcome outcome in Goals.Evaluate(record))
        {
            Goal goal = outcome.Goal;
            string bound = string.Create(CultureInfo.InvariantCulture, $"{(goal.IsUpperBound ? "≤" : "≥")} {(goal.Basis is null ? $"{goal.Bound:N0} B" : $"{goal.Bound:0.00} x {goal.Basis}")}");
            string found = outcome.Found is null ? "not measured" : goal.Basis is null ? Whole(outcome.Found) : Fraction(outcome.Found);
            string verdict = outcome.IsMet switch { true => "met", false => "**missed**", null => "—" };
            Line(text, $"| {goal.Scenario} | {goal.Metric.Name} | {bound} | {found} | {outcome.Found?.Count ?? 0} | {verdict} |");
        }

        Line(text, $"");
        Line(text, $"One message's own objects take {record.MessageObjectBytes:N0} bytes in the product.");
        Line(text, $"");
    }

    private static void WriteScenario(StringBuilder text, string scenario, RecordedRun[] runs)
    {
        Line(text, $"### {scenario}");
        Line(text, $"");
        bool isMemory = runs.Any(run => run.Result.Memory is not null);
        Line(text, isMemory
            ? $"| peer | rounds | client heap B | client RSS B | server heap B | server RSS B | connects/s |"
            : (FormattableString)$"| peer | rounds (disturbed) | operations/s | p50 us | p99 us | server CPU us | client CPU us | allocated B | x raw | x sigm |");
        Line(text, isMemory ? $"|---|---|---|---|---|---|---|" : (FormattableString)$"|---|---|---|---|---|---|---|---|---|---|");
        foreach (string peer in InOrder(runs))
        {
            RecordedRun[] own = [.. runs.Where(run => run.Result.Peer == peer)];
            if (isMemory)
            {
                Line(text, $"| {peer} | {Count(own)} | {Whole(own, result => result.Memory?.ClientHeap)} | {Whole(own, result => result.Memory?.ClientResident)} | {Whole(own, result => result.Memory?.ServerHeap)} | {Whole(own, result => result.Memory?.ServerResident)} | {Whole(own, result => result.OperationsPerSecond)} |");
            }
            else
            {
                Metric ratio = runs.Any(run => run.Scenario.StartsWith("W1", StringComparison.Ordinal)) ? Metric.MedianLatency : Metric.Rate;
                Line(text, $"| {peer} | {Count(own)} | {Whole(own, result => result.OperationsPerSecond)} | {Whole(own, result => result.Latency?.P50)} | {Whole(own, result => result.Latency?.P99)} | {Fraction(own, result => result.ServerCpu.Total)} | {Fraction(own, result => result.ClientCpu.Total)} | {Whole(own, result => result.AllocatedBytes)} | {Fraction(Figures.Ratio(runs, scenario, peer, PeerCatalog.Raw, ratio))} | {Fraction(Figures.Ratio(runs, scenario, peer, PeerCatalog.SignalRMessagePack, ratio))} |");
            }
        }

        Line(text, $"");
    }

    private static void WriteWire(StringBuilder text, BenchmarkRecord record)
    {
        if (record.Wire.Count == 0)
        {
            return;
        }

        Line(text, $"### Bytes on the wire");
        Line(text, $"");
        Line(text, $"TCP payload for each message, with one message under way: what the publisher sends, and what each subscriber receives. `-values` peers are the product with deltas turned off.");
        Line(text, $"");
        Line(text, $"| message | peer | publisher sends | publisher receives | subscriber receives | subscriber sends |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (RecordedRun run in record.Wire)
        {
            Line(text, run.Result.Wire is { } wire
                ? $"| {run.Scenario.ToLowerInvariant()} | {run.Result.Peer} | {wire.PublisherSends:N0} | {wire.PublisherReceives:N0} | {wire.SubscriberReceives:N0} | {wire.SubscriberSends:N0} |"
                : (FormattableString)$"| {run.Scenario.ToLowerInvariant()} | {run.Result.Peer} | failed | | | |");
        }

        Line(text, $"");
    }

    private static void WriteRemarks(StringBuilder text, BenchmarkRecord record)
    {
        Line(text, $"### Who is who, and what went wrong");
        Line(text, $"");
        foreach (Peer peer in PeerCatalog.All.Where(peer => record.Runs.Any(run => run.Result.Peer == peer.Name)))
        {
            Line(text, $"* `{peer.Name}`: {peer.Description}.");
        }

        foreach ((string peer, string reason) in record.Absent)
        {
            Line(text, $"* `{peer}` was left out: {reason}");
        }

        foreach (string leftOut in record.LeftOut)
        {
            Line(text, $"* Left out for want of time: {leftOut}.");
        }

        foreach (RecordedRun run in record.Runs.Concat(record.Wire).Where(run => run.Result.Failure is not null))
        {
            Line(text, $"* **Void**: {run.Result.Peer}, {run.Scenario}, round {run.Round + 1}: {run.Result.Failure!.Split('\n')[0].Trim()}");
        }

        double checkedMessages = record.Runs.Sum(run => (double)run.Result.CheckedMessages);
        Line(text, $"* {checkedMessages:N0} messages were checked for being there, once and in order.");
    }

    private static IEnumerable<string> InOrder(RecordedRun[] runs) =>
        PeerCatalog.All.Select(peer => peer.Name).Where(peer => runs.Any(run => run.Result.Peer == peer));

    private static string Count(RecordedRun[] runs)
    {
        int valid = runs.Count(run => run.Result.Failure is null);
        int disturbed = runs.Count(run => run.Result.Noise is { IsTooMuch: true });
        return string.Create(CultureInfo.InvariantCulture, $"{valid} ({disturbed})");
    }

    private static string Whole(RecordedRun[] runs, Func<RunResult, double?> figure) => Whole(SpreadOf(runs, figure));

    private static string Fraction(RecordedRun[] runs, Func<RunResult, double?> figure) => Fraction(SpreadOf(runs, figure));

    private static Spread? SpreadOf(RecordedRun[] runs, Func<RunResult, double?> figure) =>
        Spread.Of(runs.Where(run => run.Result.Failure is null).Select(run => figure(run.Result)).OfType<double>());

    private static string Whole(Spread? spread) =>
        spread is null ? "—" : string.Create(CultureInfo.InvariantCulture, $"{spread.Median:N0} ({spread.Least:N0}–{spread.Most:N0})");

    private static string Fraction(Spread? spread) =>
        spread is null ? "—" : string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0.00} ({spread.Least:0.00}–{spread.Most:0.00})");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
