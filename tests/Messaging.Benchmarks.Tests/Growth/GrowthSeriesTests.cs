using Messaging.Benchmarks.Growth;

namespace Messaging.Benchmarks.Tests.Growth;

public sealed class GrowthSeriesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Exponent_OfAPower_IsItsExponent(double exponent)
    {
        GrowthSeries series = SeriesOf(size => 7 * Math.Pow(size, exponent));

        series.Exponent.Should().BeApproximately(exponent, 1e-9);
        series.Steps.Select(step => step.Size).Should().Equal(10, 100, 1000);
    }

    [Fact]
    public void Exponent_OfNothing_IsNone() => SeriesOf(_ => 0).Exponent.Should().BeNull();

    [Fact]
    public void Report_OfASeries_HasItsMediansAndExponent()
    {
        GrowthRecord record = new(DateTimeOffset.UnixEpoch, 1, new Dictionary<string, string> { ["CPU"] = "one" }, [SeriesOf(size => size)]);

        string report = GrowthReport.ToMarkdown(record);

        report.Should().Contain("| 1,000 | 1,000 (1,000–1,000) |").And.Contain("| **exponent** | 1.00 |");
        GrowthPlot.Write(record.Series).Should().StartWith("<svg").And.Contain("exponent 1.00").And.EndWith("</svg>\n");
    }

    private static GrowthSeries SeriesOf(Func<int, double> figure) => GrowthSeries
        .Of(((int[])[1000, 10, 100]).Select(size => new GrowthPoint("members", size, "cost", "us", figure(size))))
        .Should().ContainSingle().Which;
}
