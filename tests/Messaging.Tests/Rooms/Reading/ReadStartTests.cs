using Messaging.Rooms.Reading;

namespace Messaging.Tests.Rooms.Reading;

public sealed class ReadStartTests
{
    /// <summary>Messages 10 to 14, posted at the seconds 100 to 104; 15 is an edit.</summary>
    [Theory]
    [InlineData(0, 16L)]
    [InlineData(1, 14L)]
    [InlineData(5, 10L)]
    [InlineData(6, null)]
    public void FindFloor_Latest_CountsMessages(int count, long? expected) =>
        ReadStart.FindFloor(ReadFrom.Latest(count), Known(start: 10)).Should().Be(expected);

    [Fact]
    public void FindFloor_LatestMoreThanThereAre_IsTheFirstThatIsRetained() =>
        ReadStart.FindFloor(ReadFrom.Latest(6), Known(start: 0)).Should().Be(10);

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(99)]
    public void FindFloor_FromSequence_IsThat(long sequence) =>
        ReadStart.FindFloor(ReadFrom.FromSequence(sequence), Known(start: 10)).Should().Be(sequence);

    [Theory]
    [InlineData(99, null)]
    [InlineData(100, null)] // one before may have been posted in the same millisecond
    [InlineData(101, 11L)]
    [InlineData(104, 14L)]
    [InlineData(105, 16L)]
    public void FindFloor_FromTime_IsTheFirstThatIsNotEarlier(int seconds, long? expected) =>
        ReadStart.FindFloor(From(seconds), Known(start: 10)).Should().Be(expected);

    [Fact]
    public void FindFloor_FromTimeBeforeAllThatIsRetained_IsTheFirst() =>
        ReadStart.FindFloor(From(50), Known(start: 0)).Should().Be(10);

    private static ReadFrom From(int seconds) => ReadFrom.FromTime(DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    private static TimelineSnapshot Known(long start) =>
        new(null, 0, 0, start, 15, null, [.. Enumerable.Range(10, 5).Select(number => Series.Event($"{number}", time: number + 90))]);
}
