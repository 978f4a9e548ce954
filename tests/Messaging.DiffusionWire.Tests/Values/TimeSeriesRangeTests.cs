using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

[Trait("Rule", "TOPIC-81")]
public sealed class TimeSeriesRangeTests
{
    [Theory]
    [InlineData("limit 5", 5L, null)]
    [InlineData("last 10s", null, 10_000L)]
    [InlineData("last 10s limit 5", 5L, 10_000L)]
    [InlineData("LIMIT 5 LAST 10S", 5L, 10_000L)]
    [InlineData("  limit\t5  ", 5L, null)]
    [InlineData("last 250ms", null, 250L)]
    [InlineData("last 5m", null, 300_000L)]
    [InlineData("last 2h", null, 7_200_000L)]
    [InlineData("last 1d", null, 86_400_000L)]
    [InlineData("limit 9 limit 5 limit 7", 5L, null)]
    [InlineData("last 1h last 10s", null, 10_000L)]
    [InlineData("limit 9223372036854775807", long.MaxValue, null)]
    public void TryParse_RangeExpression_IsUnderstood(string expression, long? limit, long? lastMilliseconds)
    {
        TimeSeriesRange.TryParse(expression, out TimeSeriesRange range, out string? problem).Should().BeTrue(problem);

        range.Should().Be(new TimeSeriesRange(limit, lastMilliseconds is { } last ? TimeSpan.FromMilliseconds(last) : null));
    }

    [Fact]
    public void TryParse_TimeBeyondAllTimes_IsTheLongestTime()
    {
        TimeSeriesRange.TryParse("last 9223372036854775807d", out TimeSeriesRange range, out _).Should().BeTrue();

        range.Last.Should().Be(TimeSpan.MaxValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("limit")]
    [InlineData("limit 0")]
    [InlineData("limit -1")]
    [InlineData("limit x")]
    [InlineData("limit 1.5")]
    [InlineData("limit 5 5")]
    [InlineData("last 10")]
    [InlineData("last s")]
    [InlineData("last 0s")]
    [InlineData("last 10y")]
    [InlineData("last 10 s")]
    [InlineData("limit 9223372036854775808")]
    [InlineData("first 5")]
    [InlineData("limit 5 last")]
    [InlineData("limit 5, last 10s")]
    public void TryParse_AnythingElse_IsRefusedWithItsText(string expression)
    {
        TimeSeriesRange.TryParse(expression, out TimeSeriesRange _, out string? problem).Should().BeFalse();

        problem.Should().Contain($"'{expression}'").And.Contain("limit 5");
    }

    [Fact]
    public void DefaultRetained_IsTenEvents() => TimeSeriesRange.DefaultRetained.Should().Be(new TimeSeriesRange(10, null));
}
