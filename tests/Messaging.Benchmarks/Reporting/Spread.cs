namespace Messaging.Benchmarks.Reporting;

/// <summary>The median of some figures, and the smallest and largest of them.</summary>
internal sealed record Spread(double Median, double Least, double Most, int Count)
{
    /// <summary>The spread of some figures; null if there are none.</summary>
    public static Spread? Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted.Length == 0 ? null : new Spread(MedianOf(sorted), sorted[0], sorted[^1], sorted.Length);
    }

    private static double MedianOf(double[] sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
