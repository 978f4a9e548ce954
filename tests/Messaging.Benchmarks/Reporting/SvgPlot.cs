using System.Globalization;
using System.Text;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Reporting;

/// <summary>A picture: how fast each peer is against the raw WebSocket, workload by workload, with the spread. Longer is faster.</summary>
internal static class SvgPlot
{
    private const int Left = 170;
    private const int Width = 900;
    private const int BarHeight = 14;
    private const int Gap = 22;
    private const double SmallestRatio = 0.02;
    private const double LargestRatio = 10;

    public static string Write(BenchmarkRecord record)
    {
        StringBuilder bars = new();
        int y = 40;
        foreach (IGrouping<string, RecordedRun> scenario in record.Runs.GroupBy(run => run.Scenario))
        {
            (string Peer, Spread Ratio)[] rows = [.. RowsOf([.. scenario], scenario.Key)];
            if (rows.Length == 0)
            {
                continue;
            }

            Append(bars, $"""<text x="8" y="{y + 11}" font-weight="bold">{scenario.Key}</text>""");
            foreach ((string peer, Spread ratio) in rows)
            {
                AppendBar(bars, y, peer, ratio);
                y += BarHeight + 3;
            }

            y += Gap;
        }

        StringBuilder svg = new();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y + 10}" font-family="sans-serif" font-size="11">""");
        Append(svg, $"""<rect width="100%" height="100%" fill="white"/>""");
        Append(svg, $"""<text x="8" y="16">Speed against the framework's WebSocket with one send per message (1 = as fast; W1: by median latency), median and spread, logarithmic</text>""");
        foreach (double mark in (double[])[0.05, 0.1, 0.2, 0.5, 1, 2, 5])
        {
            Append(svg, $"""<line x1="{X(mark):0}" x2="{X(mark):0}" y1="30" y2="{y}" stroke="{(mark == 1 ? "black" : "#ddd")}"/><text x="{X(mark):0}" y="28" text-anchor="middle">{mark}</text>""");
        }

        return svg.Append(bars).Append("</svg>\n").ToString();
    }

    private static IEnumerable<(string Peer, Spread Ratio)> RowsOf(RecordedRun[] runs, string scenario)
    {
        foreach (string peer in PeerCatalog.All.Select(peer => peer.Name).Where(peer => peer != PeerCatalog.Raw))
        {
            Spread? ratio = runs.Any(run => run.Result.Latency is not null) && scenario.StartsWith("W1", StringComparison.Ordinal)
                ? Figures.Ratio(runs, scenario, PeerCatalog.Raw, peer, Metric.MedianLatency)
                : Figures.Ratio(runs, scenario, peer, PeerCatalog.Raw, Metric.Rate);
            if (ratio is not null)
            {
                // Of two peers of one round, the same rounds count whichever stands above the line.
                yield return (peer, ratio);
            }
        }
    }

    private static void AppendBar(StringBuilder bars, int y, string peer, Spread ratio)
    {
        string colour = peer.StartsWith(PeerCatalog.Product, StringComparison.Ordinal) ? "#1f77b4" : "#aaaaaa";
        double start = Math.Min(X(1), X(ratio.Median));
        double length = Math.Max(1, Math.Abs(X(ratio.Median) - X(1)));
        int middle = y + (BarHeight / 2);
        Append(bars, $"""<text x="{Left - 6}" y="{y + 11}" text-anchor="end">{peer}</text>""");
        Append(bars, $"""<rect x="{start:0.0}" y="{y}" width="{length:0.0}" height="{BarHeight}" fill="{colour}"/>""");
        Append(bars, $"""<line x1="{X(ratio.Least):0.0}" x2="{X(ratio.Most):0.0}" y1="{middle}" y2="{middle}" stroke="black"/>""");
        Append(bars, $"""<text x="{Width - 6}" y="{y + 11}" text-anchor="end">{ratio.Median:0.00}</text>""");
    }

    private static double X(double ratio)
    {
        double bounded = Math.Clamp(ratio, SmallestRatio, LargestRatio);
        double share = Math.Log(bounded / SmallestRatio) / Math.Log(LargestRatio / SmallestRatio);
        return Left + (share * (Width - Left - 50));
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
