using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Tests.Reporting;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3.0, 3.0, 3.0)]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0, 1.0, 3.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 9.0 }, 3.0, 1.0, 9.0)]
    public void Of_Figures_IsMedianLeastAndMost(double[] figures, double median, double least, double most) =>
        Spread.Of(figures).Should().Be(new Spread(median, least, most, figures.Length));

    [Fact]
    public void Of_Nothing_IsNull() => Spread.Of([]).Should().BeNull();
}
