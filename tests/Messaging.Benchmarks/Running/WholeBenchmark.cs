using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Running;

/// <summary>The whole benchmark: runs the plan, prints the report, writes the files.</summary>
internal static class WholeBenchmark
{
    /// <param name="isQuick">Whether to take the short plan.</param>
    /// <param name="output">The directory for the report.</param>
    /// <param name="document">A document to put the results into; null for none.</param>
    /// <param name="cancellationToken">Ends it, and all its processes.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(bool isQuick, string output, string? document, CancellationToken cancellationToken)
    {
        foreach (Peer peer in PeerCatalog.All.Where(peer => peer.FindObstacle() is not null))
        {
            Console.WriteLine($"{peer.Name} is left out: {peer.FindObstacle()}");
        }

        BenchmarkPlan plan = isQuick ? BenchmarkPlan.Quick(IsThere) : BenchmarkPlan.Full(IsThere);
        BenchmarkRecord record;
        await using (BenchmarkRun run = new(plan, Console.Out))
        {
            record = await run.RunAsync(cancellationToken);
        }

        Console.WriteLine();
        Console.WriteLine(MarkdownReport.Write(record));
        await ReportFiles.WriteAsync(record, output, cancellationToken);
        Console.WriteLine($"Written to {Path.GetFullPath(output)}.");
        if (document is not null)
        {
            await ReportFiles.UpdateDocumentAsync(record, document, cancellationToken);
        }

        return ExitCode.Of(record);
    }

    private static bool IsThere(string name) => PeerCatalog.All.FirstOrDefault(peer => peer.Name == name) is { } peer && peer.FindObstacle() is null;
}
