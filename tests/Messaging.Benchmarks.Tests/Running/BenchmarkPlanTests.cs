using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Tests.Running;

public sealed class BenchmarkPlanTests
{
    private static readonly TimeSpan Preparation = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, "a b c")]
    [InlineData(1, "a c b")]
    [InlineData(2, "c a b")]
    [InlineData(3, "c b a")]
    public void OrderOf_Round_IsRotatedAndInEverySecondReversed(int round, string order) =>
        string.Join(' ', BenchmarkPlan.OrderOf(["a", "b", "c"], round)).Should().Be(order);

    [Fact]
    public void Full_EveryGoal_IsMeasuredInFiveRounds() =>
        Goals.All(1).Should().AllSatisfy(goal =>
            BenchmarkPlan.Full(_ => true).Scenarios.Should().ContainSingle(
                planned => planned.Scenario.Name == goal.Scenario && planned.Rounds >= 5
                    && planned.Peers.Contains(PeerCatalog.Product) && (goal.Basis == null || planned.Peers.Contains(goal.Basis))));

    [Fact]
    public void Full_WhatGoalsSpeakOf_FitsIntoItsTimeWithEveryPeer() =>
        ExpectedTime(BenchmarkPlan.Full(_ => true)).Should().BeLessThan(BenchmarkPlan.Full(_ => true).Limit - Preparation);

    [Fact]
    public void Quick_FitsIntoItsTime() =>
        ExpectedTime(BenchmarkPlan.Quick(_ => true)).Should().BeLessThan(BenchmarkPlan.Quick(_ => true).Limit - Preparation);

    private static TimeSpan ExpectedTime(BenchmarkPlan plan) =>
        plan.Scenarios.Where(planned => !planned.IsExtra).Aggregate(TimeSpan.Zero, (sum, planned) => sum + planned.ExpectedTime);
}
