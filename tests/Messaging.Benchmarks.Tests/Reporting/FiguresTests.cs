using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Tests.Reporting;

public sealed class FiguresTests
{
    private static readonly RecordedRun[] Runs =
    [
        Records.Run("W2", 0, "messaging", 100),
        Records.Run("W2", 0, "raw", 50),
        Records.Run("W2", 1, "raw", 10),
        Records.Run("W2", 1, "messaging", 60),
        Records.Run("W2", 2, "messaging", 1000),
        Records.Run("W2", 3, "messaging", 1000),
        Records.Run("W2", 3, "raw", 1, failure: "It lost a message."),
        Records.Run("W4", 0, "messaging", 5),
    ];

    [Fact]
    public void Ratio_RoundsThatBothHave_AreComparedWithinThemselves() =>
        Figures.Ratio(Runs, "W2", "messaging", "raw", Metric.Rate).Should().Be(new Spread(4, 2, 6, 2));

    [Fact]
    public void Ratio_NoCommonRound_IsNull() =>
        Figures.Ratio(Runs, "W4", "messaging", "raw", Metric.Rate).Should().BeNull();

    [Fact]
    public void Of_VoidRun_DoesNotCount() =>
        Figures.Of(Runs, "W2", "raw", Metric.Rate).Should().Be(new Spread(30, 10, 50, 2));
}
