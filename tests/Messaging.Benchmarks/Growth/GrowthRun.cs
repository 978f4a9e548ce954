using System.Globalization;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>Measures all curves, several times, with one server and this process as its client.</summary>
internal static class GrowthRun
{
    /// <param name="rounds">How often.</param>
    /// <param name="largest">The largest size of any curve; what is larger is left out.</param>
    /// <param name="output">The directory for the report.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(int rounds, int largest, string output, CancellationToken cancellationToken)
    {
        DateTimeOffset date = TimeProvider.System.GetUtcNow();
        List<GrowthPoint> points = [];
        await using (ServerProcess server = await ServerCatalog.Get(ServerCatalog.Messaging).StartAsync(cancellationToken))
        {
            // Both processes compile what they are going to use; these figures are thrown away.
            foreach (GrowthCurve curve in GrowthCurve.All)
            {
                await MeasureAsync(curve, curve.Sizes.Last(size => size <= 1000), server.Endpoint, cancellationToken);
            }

            for (int round = 0; round < rounds; round++)
            {
                foreach (GrowthCurve curve in GrowthCurve.All)
                {
                    foreach (int size in curve.Sizes.Where(size => size <= largest))
                    {
                        GrowthPoint[] found = await MeasureAsync(curve, size, server.Endpoint, cancellationToken);
                        points.AddRange(found);
                        Console.WriteLine(string.Create(
                            CultureInfo.InvariantCulture,
                            $"{round + 1}/{rounds} {size:N0} {curve.Name}: {string.Join(", ", found.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Figure} {point.Value:N1} {point.Unit}")))}"));
                    }
                }
            }
        }

        GrowthRecord record = new(date, rounds, MachineDescription.Read(), GrowthSeries.Of(points));
        await GrowthReport.WriteAsync(record, output, cancellationToken);
        Console.WriteLine();
        Console.WriteLine(GrowthReport.ToMarkdown(record));
        Console.WriteLine($"Written to {Path.GetFullPath(output)}.");
        return 0;
    }

    private static async Task<GrowthPoint[]> MeasureAsync(GrowthCurve curve, int size, ServerEndpoint server, CancellationToken cancellationToken)
    {
        await using GrowthSite site = new(server);
        return
        [
            .. (await curve.MeasureAsync(size, site, cancellationToken)).Select(found =>
                new GrowthPoint(curve.Name, size, found.Figure.Name, found.Figure.Unit, found.Value)),
        ];
    }
}
