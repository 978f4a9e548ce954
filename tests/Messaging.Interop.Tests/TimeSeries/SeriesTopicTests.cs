using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.TimeSeries;

/// <summary>What time series share with other topics: adding, setting, fetching.</summary>
public sealed class SeriesTopicTests : SeriesTest
{
    private const int InvalidDetails = 4;
    private const int ExistsMismatch = 2;

    [Theory]
    [Trait("Rule", "TOPIC-07")]
    [InlineData(null, null, null)]
    [InlineData("text", null, null)]
    [InlineData("JSON", null, null)]
    [InlineData("json", "limit", null)]
    [InlineData("json", "limit -1", null)]
    [InlineData("json", "last 5 years", null)]
    [InlineData("json", null, "the last ten")]
    public async Task Add_WithPropertiesThatMeanNothing_IsRefusedAsInvalidDetails(string? type, string? retained, string? subscription)
    {
        JsSession js = await ConnectAsync();

        Func<Task> adding = () => AddSeriesAsync(js, "a", type, retained, subscription);

        (await adding.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(InvalidDetails);
        Server.Statistics.Topics.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-06")]
    public async Task Add_OfASeriesThatIsThere_DependsOnItsSpecification()
    {
        JsSession js = await ConnectAsync();
        JsonObject lesson = Properties("json", "limit 100", "limit 100");
        (await js.AddTopicAsync("a", "TIME_SERIES", lesson)).Should().BeTrue();
        await js.AppendAsync("a", 1);

        bool again = await js.AddTopicAsync("a", "TIME_SERIES", Properties("json", "limit 100", "limit 100"));
        Func<Task> other = () => js.AddTopicAsync("a", "TIME_SERIES", Properties("json", "limit 10", "limit 100"));

        again.Should().BeFalse();
        (await other.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(ExistsMismatch);
        (await js.QueryAsync("a")).SelectedCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-75")]
    public async Task Set_OfASeries_Appends()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        JsStream stream = await SubscribeAsync(js, "a");

        await js.SetAsync("a", "json", Json("""{"n":0}"""));
        await js.SetAsync("a", "json", Json("""{"n":1}"""));

        IReadOnlyList<JsSeriesEvent> events = await stream.NextSeriesEventsAsync(2);
        events.Select(seen => (seen.Metadata.Sequence, seen.Metadata.Author, seen.IsEdit, Text(seen.Value)))
            .Should().Equal((0, "admin", false, """{"n":0}"""), (1, "admin", false, """{"n":1}"""));
        (await js.QueryAsync("a", ["as", "json"])).Events.Select(seen => seen.Metadata).Should().Equal(events.Select(seen => seen.Metadata));
    }

    [Fact]
    [Trait("Rule", "TOPIC-75")]
    public async Task SetWithASpecification_CreatesASeriesAndAppends()
    {
        JsSession js = await ConnectAsync();

        bool first = await AddAndSetAsync(js, "one");
        bool second = await AddAndSetAsync(js, "two");

        (first, second).Should().Be((true, false));
        (await js.QueryAsync("a", ["as", "json"])).Events.Select(seen => seen.Value.GetString()).Should().Equal("one", "two");
    }

    [Fact]
    [Trait("Rule", "TOPIC-75")]
    public async Task Set_OfAnotherTypeThanTheEvents_IsRefused()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", "string");

        Func<Task> setting = () => js.SetAsync("a", "json", Json("""{"n":0}"""));

        (await setting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(IncompatibleDataType);
        (await js.QueryAsync("a")).SelectedCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-33")]
    public async Task Set_WithAConstraint_LooksAtTheLatestEvent()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await js.SetAsync("a", "json", Json("""{"n":0}"""), JsConstraint.NoValue());

        Func<Task> again = () => js.SetAsync("a", "json", Json("""{"n":1}"""), JsConstraint.NoValue());
        await again.Should().ThrowAsync<JsException>();
        await js.SetAsync("a", "json", Json("""{"n":2}"""), JsConstraint.Json([("/n", "EQ", 0)], []));

        (await js.QueryAsync("a", ["as", "json"])).Events.Select(seen => Text(seen.Value)).Should().Equal("""{"n":0}""", """{"n":2}""");
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task Fetch_OfASeries_HasTheLatestEvent()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "series");
        await AddSeriesAsync(js, "series/empty");
        await AppendNumbersAsync(js, "series", 3);
        JsMetadata edit = await js.EditAsync("series", 0, "edited");

        JsFetchResult result = await js.FetchAsync("?series//", ["withValues", "any"], ["withProperties"]);

        result.Paths.Should().Equal("series", "series/empty");
        result.Topics.Select(topic => topic.GetProperty("type").GetString()).Should().Equal("TIME_SERIES", "TIME_SERIES");
        result.Topics[0].GetProperty("properties").GetProperty("TIME_SERIES_EVENT_VALUE_TYPE").GetString().Should().Be("json");
        JsSeriesEvent latest = JsSeriesEvent.Of(result.Topics[0].GetProperty("value"));
        latest.Metadata.Should().Be(edit);
        latest.Original.Sequence.Should().Be(0);
        latest.Value.GetBytesFromBase64().Should().Equal([0x66, .. "edited"u8], "a fetch of any type gives an event's bytes");
        result.Topics[1].GetProperty("value").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    [Trait("Rule", "TOPIC-36")]
    public async Task Fetch_OfTimeSeriesOnly_LeavesOutTheOthers()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await js.AddTopicAsync("b", "JSON");

        (await js.FetchAsync("?.*", ["topicTypes", "TIME_SERIES"])).Paths.Should().Equal("a");
        (await js.FetchAsync("?.*", ["topicTypes", "JSON"])).Paths.Should().Equal("b");
    }

    [Fact]
    [Trait("Rule", "TOPIC-38")]
    public async Task Fetch_WithSizes_CountsTheRetainedEvents()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", "binary", retained: "limit 5");
        for (int i = 0; i < 9; i++)
        {
            await js.AppendAsync("a", Convert.ToBase64String(new byte[100]), "binary");
        }

        JsonElement topic = (await js.FetchAsync("a", ["withSizes"])).Topics.Single();

        topic.GetProperty("count").GetInt32().Should().Be(5);
        int latest = topic.GetProperty("size").GetInt32();
        latest.Should().BeGreaterThanOrEqualTo(100);
        topic.GetProperty("totalSize").GetInt64().Should().Be(5 * latest);
    }

    private static Task<bool> AddAndSetAsync(JsSession js, string value) => js.AddAndSetAsync(
        "a", "TIME_SERIES", value, properties: Properties("json", "limit 100", "limit 100"), valueType: "json");
}
