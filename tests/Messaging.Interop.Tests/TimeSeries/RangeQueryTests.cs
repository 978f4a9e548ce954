using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.TimeSeries;

/// <summary>What the SDK makes of results. What each form of a range selects is in Rooms/RangeQueryFormTests.</summary>
public sealed class RangeQueryTests : SeriesTest
{
    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_OfAnEmptySeries_IsEmptyAndComplete()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");

        JsQueryResult result = await js.QueryAsync("a", ["fromLast", 5]);

        result.Events.Should().BeEmpty();
        result.SelectedCount.Should().Be(0);
        result.IsComplete.Should().BeTrue();
        result.StreamStructure.Should().Be("VALUE_EVENT_STREAM");
    }

    [Theory]
    [Trait("Rule", "TOPIC-78")]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(9007199254740991, true)]
    public async Task Query_WithALimit_SaysWhetherThatIsAll(long limit, bool isComplete)
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await AppendNumbersAsync(js, "a", 3);

        JsQueryResult result = await js.QueryAsync("a", ["limit", limit]);

        result.SelectedCount.Should().Be(3);
        result.IsComplete.Should().Be(isComplete);
        result.Sequences.Should().Equal(Enumerable.Range(0, 3).Select(i => (long)i).TakeLast((int)Math.Min(limit, 3)));
    }

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_WithoutAType_GivesBytes()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", "binary");
        await js.AppendAsync("a", "AAECAwT/", "binary");

        JsQueryResult bytes = await js.QueryAsync("a");

        bytes.Events.Single().Value.GetString().Should().Be("AAECAwT/");
    }

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_AsATypeThatCannotReadTheSeries_IsRefusedByTheSdk()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", "string");
        await js.AppendAsync("a", "text", "string");

        Func<Task> query = () => js.QueryAsync("a", ["as", "int64"]);

        (await query.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(InvalidData);
        (await js.QueryAsync("a", ["as", "json"])).Events.Single().Value.GetString().Should().Be("text");
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Query_OfWhatIsNoSeries_IsRefusedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("json", "JSON", 1);
        Func<Task> ofNothing = () => js.QueryAsync("nothing");
        Func<Task> ofJson = () => js.QueryAsync("json", ["fromLast", 1]);

        JsException nothing = (await ofNothing.Should().ThrowAsync<JsException>()).Which;
        JsException json = (await ofJson.Should().ThrowAsync<JsException>()).Which;

        (nothing.Id, json.Id).Should().Be((NoSuchTopic, IncompatibleDataType));
        nothing.Reason.Should().Contain("nothing");
        json.Reason.Should().Contain("json");
        await js.PingAsync();
    }

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_OfTenThousandEvents_GivesThemAll()
    {
        const int count = 10_000;
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", retained: $"limit {count}");
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => js.AppendAsync("a", i))).Within();

        JsQueryResult result = await js.QueryAsync("a", ["as", "json"]);

        result.IsComplete.Should().BeTrue();
        result.Sequences.Should().Equal(Enumerable.Range(0, count).Select(i => (long)i));
    }
}
