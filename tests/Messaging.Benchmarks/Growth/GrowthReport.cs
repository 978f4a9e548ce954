using System.Globalization;
using System.Text;
using System.Text.Json;
using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Growth;

/// <summary>The report: Markdown, JSON and a picture.</summary>
internal static class GrowthReport
{
    /// <summary>Writes all three into a directory, which is created.</summary>
    public static async Task WriteAsync(GrowthRecord record, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "growth.md"), ToMarkdown(record), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "growth.svg"), GrowthPlot.Write(record.Series), cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "growth.json"), JsonSerializer.Serialize(record, BenchmarkJson.Default.GrowthRecord), cancellationToken);
    }

    /// <summary>The tables: one for each curve.</summary>
    public static string ToMarkdown(GrowthRecord record)
    {
        StringBuilder text = new();
        Append(text, $"Measured {record.Date:yyyy-MM-dd HH:mm} UTC, {record.Rounds} times each: median (least–most).");
        Append(text, $"{string.Join("; ", record.Environment.Select(fact => $"{fact.Key}: {fact.Value}"))}.");
        foreach (IGrouping<string, GrowthSeries> curve in record.Series.GroupBy(series => series.Curve))
        {
            GrowthSeries[] columns = [.. curve];
            Append(text, $"");
            Append(text, $"| {curve.Key} | {string.Join(" | ", columns.Select(column => $"{column.Figure}, {column.Unit}"))} |");
            Append(text, $"|---|{string.Concat(columns.Select(_ => "---|"))}");
            foreach (int size in columns[0].Steps.Select(step => step.Size))
            {
                Append(text, $"| {size:N0} | {string.Join(" | ", columns.Select(column => Describe(column.Steps.First(step => step.Size == size).Found)))} |");
            }

            Append(text, $"| **exponent** | {string.Join(" | ", columns.Select(column => column.Exponent?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"))} |");
        }

        return text.ToString();
    }

    private static string Describe(Spread found)
    {
        string format = found.Median < 100 ? "N1" : "N0";
        return string.Create(CultureInfo.InvariantCulture, $"{Of(found.Median)} ({Of(found.Least)}–{Of(found.Most)})");

        string Of(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
