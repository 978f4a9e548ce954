using System.Text.Json;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Reporting;

/// <summary>Where reports go.</summary>
internal static class ReportFiles
{
    /// <summary>What stands before the results in a document.</summary>
    public const string BeginMarker = "<!-- results: written by the benchmark -->";

    /// <summary>What stands behind them.</summary>
    public const string EndMarker = "<!-- end of results -->";

    /// <summary>Writes the report as Markdown, as JSON and as a picture into a directory, which is created.</summary>
    public static async Task WriteAsync(BenchmarkRecord record, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "results.md"), MarkdownReport.Write(record), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "results.svg"), SvgPlot.Write(record), cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "results.json"), JsonSerializer.Serialize(record, BenchmarkJson.Default.BenchmarkRecord), cancellationToken);
    }

    /// <summary>Puts the report into a document, in place of what is between the markers, and the picture beside it.</summary>
    /// <exception cref="InvalidDataException">The document does not have the markers.</exception>
    public static async Task UpdateDocumentAsync(BenchmarkRecord record, string document, CancellationToken cancellationToken)
    {
        string picture = Path.ChangeExtension(document, ".svg");
        string results = $"\n![Speed against the framework's WebSocket]({Path.GetFileName(picture)})\n\n{MarkdownReport.Write(record)}";
        string updated = Replace(await File.ReadAllTextAsync(document, cancellationToken), results);
        await File.WriteAllTextAsync(document, updated, cancellationToken);
        await File.WriteAllTextAsync(picture, SvgPlot.Write(record), cancellationToken);
    }

    /// <summary>Replaces what is between the markers.</summary>
    public static string Replace(string document, string results)
    {
        int begin = document.IndexOf(BeginMarker, StringComparison.Ordinal);
        int end = document.IndexOf(EndMarker, StringComparison.Ordinal);
        return begin < 0 || end < begin
            ? throw new InvalidDataException($"The document has no '{BeginMarker}' that is followed by '{EndMarker}'.")
            : string.Concat(document.AsSpan(0, begin + BeginMarker.Length), "\n", results, document.AsSpan(end));
    }
}
