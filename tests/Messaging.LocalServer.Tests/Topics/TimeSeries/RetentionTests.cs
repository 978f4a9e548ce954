using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Collection(nameof(MeasuredMemory))]
[Trait("Rule", "TOPIC-81")]
public sealed class RetentionTests
{
    private const int Appends = 1_000_000;

    [Fact]
    public void Append_AMillionWithLimit100_HoldsTheMemoryOf100()
    {
        TopicProbe topic = new("limit 100");
        Append(topic, 1_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Append(topic, Appends);

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        topic.Topic.RetainedEvents.Should().Be(100);
        topic.Topic.Read().Size.Count.Should().Be(100);
        topic.Topic.Read().Size.Total.Should().BeLessThan(100 * 128);

        // All of them would be some 200 MB. Other parts of the process may come and go meanwhile.
        held.Should().BeLessThan(4 * 1024 * 1024);
        GC.KeepAlive(topic);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData("limit 5", 5)]
    [InlineData("limit 5000", 1_000)]
    [InlineData("last 1d", 1_000)]
    [InlineData("last 1d limit 5", 5)]
    public void Append_ManyToEachRange_KeepsThatAndNeverMoreThanTheMaximum(string? range, int retained)
    {
        TopicProbe topic = new(range, maximumRetainedEvents: 1_000);

        Append(topic, 3_000);

        topic.Topic.RetainedEvents.Should().Be(retained);
    }

    [Fact]
    public void Append_AfterTheDuration_LetsTheOlderGo()
    {
        TopicProbe topic = new("last 10s");
        Append(topic, 100);
        topic.Clock.Advance(TimeSpan.FromSeconds(10));
        Append(topic, 1);
        topic.Topic.RetainedEvents.Should().Be(101, "what is exactly as old as the range is still in it");

        topic.Clock.Advance(TimeSpan.FromMilliseconds(1));
        topic.Topic.RetainedEvents.Should().Be(101, "the range counts back from the latest event, not from now");
        Append(topic, 1);

        topic.Topic.RetainedEvents.Should().Be(2);
    }

    [Fact]
    public void Append_TimesAtBothEndsOfTime_DoNotOverflow()
    {
        TopicProbe topic = new("last 99999999999d");

        topic.Append(timestamp: long.MinValue);
        topic.Append(timestamp: 0);
        topic.Topic.RetainedEvents.Should().Be(1, "the one before is older than the longest duration");
        topic.Append(timestamp: long.MaxValue);
        topic.Append();

        topic.Topic.RetainedEvents.Should().Be(2);
        topic.Query(RangeQueryKind.Values, new EventRange(RangeAnchorKind.LastMilliseconds, long.MaxValue, RangeSpanKind.NextMilliseconds, long.MaxValue), EventRange.All, 10)
            .Returned.Should().Equal(2, 3);
    }

    private static void Append(TopicProbe topic, int count)
    {
        byte[] value = new byte[40];
        for (int i = 0; i < count; i++)
        {
            topic.Append(value);
        }
    }
}
