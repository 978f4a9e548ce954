using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Vectors;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.TimeSeries;

public sealed class SubscriptionTests : SeriesTest
{
    private const int HourInMilliseconds = 3_600_000;

    /// <summary>A subscription range, and the numbers of the events that a new subscriber gets of a series of twelve.</summary>
    public static TheoryData<string?, long[]> Ranges => new()
    {
        { null, [11] },
        { "limit 1", [11] },
        { "limit 3", [9, 10, 11] },
        { "LIMIT 3", [9, 10, 11] },
        { "limit 100", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { "last 2h", [9, 10, 11] },
        { "last 7200s", [9, 10, 11] },
        { "last 7199999ms", [10, 11] },
        { "last 120m", [9, 10, 11] },
        { "last 1d", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { "last 2h limit 2", [10, 11] },
        { "limit 5 last 1h", [10, 11] },
    };

    [Theory]
    [Trait("Rule", "TOPIC-82")]
    [MemberData(nameof(Ranges))]
    public async Task Subscription_BeginsWithTheSubscriptionRange(string? range, long[] expected)
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", subscription: range);
        for (int i = 0; i < 12; i++)
        {
            await js.AppendAsync("a", i, timestamp: Then + (i * HourInMilliseconds));
        }

        JsStream stream = await SubscribeAsync(js, "a");
        await js.PingAsync();

        JsSeriesEvent[] events = [.. stream.Events.TakeAll().Select(seen => JsSeriesEvent.Of(seen.Value))];
        events.Select(seen => seen.Metadata).Should().Equal(expected.Select(i => new JsMetadata(i, Then + (i * HourInMilliseconds), "admin")));
        events.Select(seen => seen.Value.GetInt64()).Should().Equal(expected);
    }

    [Fact]
    [Trait("Rule", "TOPIC-82")]
    public async Task Subscription_ToATopicThatPublishesValuesOnly_BeginsWithNothingUnlessToldOtherwise()
    {
        JsSession js = await ConnectAsync();
        foreach ((string path, string? range) in new[] { ("a", null), ("b", "limit 2") })
        {
            JsonObject properties = Properties(subscription: range);
            properties["PUBLISH_VALUES_ONLY"] = "true";
            await js.AddTopicAsync(path, "TIME_SERIES", properties);
            await AppendNumbersAsync(js, path, 3);
        }

        JsStream none = await SubscribeAsync(js, "a");
        JsStream some = await SubscribeAsync(js, "b");
        await js.AppendAsync("a", "live");
        await js.AppendAsync("b", "live");

        (await none.NextSeriesEventAsync()).Metadata.Sequence.Should().Be(3);
        (await some.NextSeriesEventsAsync(3)).Select(seen => seen.Metadata.Sequence).Should().Equal(1, 2, 3);
    }

    [Fact]
    [Trait("Rule", "TOPIC-81")]
    public async Task Series_WithoutRanges_RetainsTenAndShowsTheLatest()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", retained: null, subscription: null);
        await AppendNumbersAsync(js, "a", 15);

        JsStream stream = await SubscribeAsync(js, "a");
        await js.PingAsync();

        stream.Events.TakeAll().Select(seen => JsSeriesEvent.Of(seen.Value).Metadata.Sequence).Should().Equal(14);
        (await js.QueryAsync("a")).Sequences.Should().Equal(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    }

    [Fact]
    [Trait("Rule", "TOPIC-81")]
    public async Task Series_WithARetainedTime_CountsItBackFromTheLatestEvent()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", retained: "last 10s");
        foreach (int second in new[] { 0, 5, 9, 10, 20 })
        {
            await js.AppendAsync("a", second, timestamp: Then + (second * 1000));
        }

        (await js.QueryAsync("a", ["as", "json"])).Events.Select(seen => seen.Value.GetInt32()).Should().Equal(10, 20);
    }

    [Fact]
    [Trait("Rule", "TOPIC-82")]
    public async Task Subscription_ToAnEditedSeries_BeginsWithOriginalsAndTheirLatestEdits()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await AppendNumbersAsync(js, "a", 3);
        await js.EditAsync("a", 1, "first edit");
        await js.EditAsync("a", 0, "edit");
        await js.EditAsync("a", 1, "second edit");

        JsStream stream = await SubscribeAsync(js, "a");
        JsStream latest = await js.AddStreamAsync("a", "timeseries(json)");
        await js.PingAsync();

        JsSeriesEvent[] events = [.. stream.Events.TakeAll().Select(seen => JsSeriesEvent.Of(seen.Value))];
        events.Select(seen => (seen.Metadata.Sequence, seen.Original.Sequence)).Should().Equal((0, 0), (1, 1), (2, 2), (4, 0), (5, 1));
        await latest.NextAsync("subscribe");
        (await latest.NextSeriesEventAsync()).Metadata.Sequence.Should().Be(5, "the SDK keeps the latest event for streams that come later");
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task Streams_OfSeveralKindsOnOneSeries_GetWhatTheyCanRead()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        JsStream any = await js.AddStreamAsync("a", "any");
        JsStream text = await js.AddStreamAsync("a", "string");
        JsStream json = await js.AddStreamAsync("a", "json");
        JsStream events = await js.AddStreamAsync("a", "timeseries(json)");
        JsStream textEvents = await js.AddStreamAsync("a", "timeseries(string)");
        await js.SelectAsync("a");

        await js.AppendAsync("a", Json("""{"n":1}"""));
        await js.EditAsync("a", 0, Json("""{"n":2}"""));
        await js.PingAsync();

        await json.NextAsync("subscribe");
        JsEvent first = await json.NextAsync("value");
        JsEvent second = await json.NextAsync("value");
        (Text(first.Value), Text(second.Value), Text(second.Old)).Should().Be(("""{"n":1}""", """{"n":2}""", """{"n":1}"""));
        foreach (JsStream stream in new[] { any, events })
        {
            await stream.NextAsync("subscribe");
            (await stream.NextSeriesEventsAsync(2)).Select(seen => (Text(seen.Value), seen.IsEdit))
                .Should().Equal(("""{"n":1}""", false), ("""{"n":2}""", true));
        }

        text.Events.TakeAll().Should().BeEmpty();
        textEvents.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task EventsThatDifferALittle_ComeAsDeltasAndAreWhole()
    {
        const int count = 20;
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await using RawSession raw = await RawSession.ConnectAsync(Server.Url);
        await raw.SelectAsync("a");
        JsStream stream = await SubscribeAsync(js, "a");
        string[] texts = [.. Enumerable.Range(0, count).Select(i => Varied(2000, i))];

        foreach (string text in texts)
        {
            await js.AppendAsync("a", new JsonObject { ["text"] = text });
        }

        await js.EditAsync("a", 3, new JsonObject { ["text"] = texts[3] + "!" });
        IReadOnlyDictionary<byte, int> frames = await raw.CountValueFramesAsync(count + 1);

        (frames.GetValueOrDefault((byte)0x05) + frames.GetValueOrDefault((byte)0x85)).Should().Be(count, "only the first has no base");
        IReadOnlyList<JsSeriesEvent> events = await stream.NextSeriesEventsAsync(count + 1);
        events.Select(seen => seen.Value.GetProperty("text").GetString()).Should().Equal([.. texts, texts[3] + "!"]);
        events.Select(seen => seen.Metadata.Sequence).Should().Equal(Enumerable.Range(0, count + 1).Select(i => (long)i));
        events[^1].Original.Should().Be(events[3].Metadata);
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task LargeEvents_ComeCompressedAndAreWhole()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        string text = LongTexts.Of64Kilobytes();
        await js.AppendAsync("a", new JsonObject { ["text"] = text });
        await js.AppendAsync("a", new JsonObject { ["other"] = "small" });
        await using RawSession raw = await RawSession.ConnectAsync(Server.Url);

        IReadOnlyList<byte[]> initial = await raw.SelectAsync("a");
        JsStream stream = await SubscribeAsync(js, "a");

        // The notification of the subscription, then the events.
        initial.Select(frame => frame[0]).Should().Equal(0x00, 0x84, 0x04);
        initial[1].Length.Should().BeLessThan(text.Length / 4);
        (await stream.NextSeriesEventAsync()).Value.GetProperty("text").GetString().Should().Be(text);
        (await stream.NextSeriesEventAsync()).Value.GetProperty("other").GetString().Should().Be("small");
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Series_ThatIsRemovedAndAddedAgain_BeginsAtZero()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        JsStream stream = await SubscribeAsync(js, "a");
        await AppendNumbersAsync(js, "a", 2);
        await stream.NextSeriesEventsAsync(2);

        await js.RemoveAsync("a");
        await AddSeriesAsync(js, "a");
        await js.AppendAsync("a", "new");

        await stream.NextAsync("unsubscribe");
        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Type.Should().Be("TIME_SERIES");
        Text(subscribed.Properties).Should().Contain("\"TIME_SERIES_EVENT_VALUE_TYPE\":\"json\"");
        (await stream.NextSeriesEventAsync()).Metadata.Sequence.Should().Be(0);
    }

    /// <summary>A text that does not compress away and differs from the others in a few places.</summary>
    private static string Varied(int length, int number)
    {
        var random = new Random(29);
        char[] text = [.. Enumerable.Range(0, length).Select(_ => (char)random.Next(0x20, 0x7f))];
        $"<{number:d6}>".CopyTo(0, text, length / 2, 8);
        return new string(text);
    }
}
