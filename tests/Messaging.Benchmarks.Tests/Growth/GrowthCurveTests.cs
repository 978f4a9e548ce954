using Messaging.Benchmarks.Growth;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Tests.Growth;

/// <summary>Every curve can be measured, at its smallest size.</summary>
public sealed class GrowthCurveTests
{
    [Fact]
    public async Task Curves_AtTheirSmallestSize_HaveFigures()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using ServerProcess server = await ServerCatalog.Get(ServerCatalog.Messaging).StartAsync(cancellationToken);
        foreach (GrowthCurve curve in GrowthCurve.All)
        {
            await using GrowthSite site = new(server.Endpoint);

            IReadOnlyList<(GrowthFigure Figure, double Value)> found = await curve.MeasureAsync(curve.Sizes[0], site, cancellationToken);

            found.Should().HaveCountGreaterThan(2).And.OnlyContain(one => double.IsFinite(one.Value));
            found.Should().Contain(one => one.Figure.Unit == "us" && one.Value > 0);
        }
    }
}
