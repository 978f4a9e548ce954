using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Tests.Reporting;

public sealed class GoalTests
{
    [Theory]
    [InlineData(2.0, true)]
    [InlineData(2.1, false)]
    public void Evaluate_AtLeastAMultiple_ComparesTheMedianOfRatios(double bound, bool isMet) =>
        new Goal("W2", Metric.Rate, "raw", IsUpperBound: false, bound)
            .Evaluate([Records.Run("W2", 0, "messaging", 20), Records.Run("W2", 0, "raw", 10)])
            .IsMet.Should().Be(isMet);

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.4, false)]
    public void Evaluate_AtMostAMultiple_ComparesTheOtherWayRound(double bound, bool isMet) =>
        new Goal("W1", Metric.MedianLatency, "raw", IsUpperBound: true, bound)
            .Evaluate([Records.Run("W1", 0, "messaging", 1, p50: 5), Records.Run("W1", 0, "raw", 1, p50: 10)])
            .IsMet.Should().Be(isMet);

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    public void Evaluate_AtMostAnAmount_ComparesTheFigureItself(double bound, bool isMet) =>
        new Goal("W2", Metric.Allocation, null, IsUpperBound: true, bound).Evaluate([Records.Run("W2", 0, "messaging", 1)]).IsMet.Should().Be(isMet);

    [Fact]
    public void Evaluate_PeerThatIsAbsent_IsNeitherMetNorMissed() =>
        new Goal("W2", Metric.Rate, "nats", IsUpperBound: false, 1).Evaluate([Records.Run("W2", 0, "messaging", 1)])
            .Should().BeEquivalentTo(new { IsMet = (bool?)null, Found = (Spread?)null });
}
