using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Growth;

/// <summary>How a figure changes as something grows.</summary>
/// <param name="Curve">What grows.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Steps">The sizes, in order, each with its figure.</param>
internal sealed record GrowthSeries(string Curve, string Figure, string Unit, IReadOnlyList<GrowthStep> Steps)
{
    /// <summary>
    /// The slope of the line through the medians in a plot with two logarithmic axes: 0 for what does not depend on the size, 1 for what
    /// is proportional to it. Null where there is no such line.
    /// </summary>
    public double? Exponent => FitExponent(Steps);

    /// <summary>The series of all points.</summary>
    public static IReadOnlyList<GrowthSeries> Of(IEnumerable<GrowthPoint> points) =>
    [
        .. points.GroupBy(point => (point.Curve, point.Figure, point.Unit)).Select(series => new GrowthSeries(
            series.Key.Curve,
            series.Key.Figure,
            series.Key.Unit,
            [.. series.GroupBy(point => point.Size).OrderBy(step => step.Key).Select(step => new GrowthStep(step.Key, Spread.Of(step.Select(point => point.Value))!))])),
    ];

    private static double? FitExponent(IReadOnlyList<GrowthStep> steps)
    {
        (double X, double Y)[] points = [.. steps.Where(step => step.Found.Median > 0).Select(step => (Math.Log(step.Size), Math.Log(step.Found.Median)))];
        if (points.Length < 2)
        {
            return null;
        }

        double meanX = points.Average(point => point.X);
        double meanY = points.Average(point => point.Y);
        double slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
        return double.IsFinite(slope) ? slope : null;
    }
}
