using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Tests.Workloads;

public sealed class HistoryCheckTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(250)]
    public void End_LatestHundredOrAll_IsAccepted(int published)
    {
        HistoryCheck check = new(published);

        Receive(check, Math.Max(0, published - 100), published);

        check.Invoking(ended => ended.End()).Should().NotThrow();
    }

    [Theory]
    [InlineData(151, 250)]
    [InlineData(150, 251)]
    [InlineData(149, 249)]
    public void OnMessage_OthersThanTheLatest_IsRefused(int from, int to)
    {
        HistoryCheck check = new(250);

        check.Invoking(received => Receive(received, from, to)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void End_TooEarly_IsRefused()
    {
        HistoryCheck check = new(250);
        Receive(check, 150, 249);

        check.Invoking(ended => ended.End()).Should().Throw<InvalidDataException>().WithMessage("The history gave 99 of 100 messages.");
    }

    private static void Receive(HistoryCheck check, int from, int to)
    {
        for (int number = from; number < to; number++)
        {
            check.OnMessage(0, number);
        }
    }
}
