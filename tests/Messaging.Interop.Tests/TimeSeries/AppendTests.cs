using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.TimeSeries;

public sealed class AppendTests : SeriesTest
{
    /// <summary>A data type, a value of it, and what comes back as JSON.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "json", """{"text":"héllo 😀","n":[1,-2.5,null,true]}""" },
        { "json", "\"just a text\"" },
        { "string", "\"h\u00e9llo \ud83d\ude00\"" },
        { "int64", "\"9223372036854775807\"" },
        { "double", "-0.1" },
        { "binary", "\"AAECAwT/\"" },
    };

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    public async Task Append_GivesSequenceNumbersTimesAndTheAuthor()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        long before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        JsMetadata first = await js.AppendAsync("a", Json("""{"n":1}"""));
        JsMetadata second = await js.AppendAsync("a", Json("""{"n":2}"""));

        long after = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        (first.Sequence, second.Sequence).Should().Be((0, 1));
        first.Author.Should().Be("admin");
        first.Timestamp.Should().BeInRange(before, second.Timestamp);
        second.Timestamp.Should().BeInRange(first.Timestamp, after);
    }

    [Theory]
    [Trait("Rule", "TOPIC-72")]
    [MemberData(nameof(Values))]
    public async Task Append_OfEachType_ComesBackUnchangedByStreamAndQuery(string type, string value)
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", type);
        JsStream events = await SubscribeAsync(js, "a", $"timeseries({type})");
        JsStream values = await js.AddStreamAsync("a", type);

        JsMetadata appended = await js.AppendAsync("a", Json(value), type);

        JsSeriesEvent streamed = await events.NextSeriesEventAsync();
        JsSeriesEvent queried = (await js.QueryAsync("a", ["as", type])).Events.Single();
        await values.NextAsync("subscribe");
        Text(await values.NextValueAsync()).Should().Be(Text(streamed.Value), "a plain stream gets the bare value");
        foreach (JsSeriesEvent seen in new[] { streamed, queried })
        {
            JsonNode.DeepEquals(JsonNode.Parse(seen.Value.GetRawText()), Json(value)).Should().BeTrue("{0}", seen.Value);
            seen.Metadata.Should().Be(appended);
            seen.Original.Should().Be(appended);
            seen.IsEdit.Should().BeFalse();
        }
    }

    [Theory]
    [Trait("Rule", "TOPIC-73")]
    [InlineData("string", "\"hello\"")]
    [InlineData("double", "1.5")]
    [InlineData("json", """{"a":1}""")]
    public async Task Append_WhoseTypeTheSdkInfers_Fits(string type, string value)
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", type);

        await js.AppendAsync("a", Json(value), type: null);

        (await js.QueryAsync("a", ["as", type])).Events.Single().Value.GetRawText().Should().Be(value);
    }

    [Fact]
    [Trait("Rule", "TOPIC-70")]
    public async Task Append_ByNobody_HasAnEmptyAuthor()
    {
        JsSession nobody = Own(await JsSession.ConnectAsync(Server.Url));
        JsSession admin = await ConnectAsync();
        await AddSeriesAsync(nobody, "a");

        (await nobody.AppendAsync("a", 1)).Author.Should().BeEmpty();
        (await admin.AppendAsync("a", 2)).Author.Should().Be("admin");
        (await nobody.EditAsync("a", 1, 3)).Author.Should().BeEmpty();

        JsSeriesEvent[] events = [.. (await nobody.QueryAsync("a", ["as", "json"])).Events];
        events.Select(seen => seen.Metadata.Author).Should().Equal("", "");
        events.Select(seen => seen.Original.Author).Should().Equal("", "admin");
    }

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    public async Task Append_WithATimestamp_HasIt()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");

        JsMetadata first = await js.AppendAsync("a", 1, timestamp: Then);
        JsMetadata same = await js.AppendAsync("a", 2, timestamp: Then);
        JsMetadata now = await js.AppendAsync("a", 3);

        first.Should().Be(new JsMetadata(0, Then, "admin"));
        same.Should().Be(new JsMetadata(1, Then, "admin"));
        now.Timestamp.Should().BeGreaterThan(Then);
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Append_WithATimestampBeforeTheLatestEvent_IsRefusedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a");
        await js.AppendAsync("a", 1, timestamp: Then);

        Func<Task> appending = () => js.AppendAsync("a", 2, timestamp: Then - 1);

        await ShouldBeRefusedAsync(js, appending, InvalidData, "timestamp");
        (await js.AppendAsync("a", 3)).Sequence.Should().Be(1, "what is refused takes no number");
    }

    [Fact]
    [Trait("Rule", "TOPIC-74")]
    public async Task Edit_IsAnEventOfItsOwn()
    {
        JsSession author = await ConnectAsync();
        JsSession editor = Own(await JsSession.ConnectAsync(Server.Url, "client", "password"));
        await AddSeriesAsync(author, "a");
        JsMetadata original = await author.AppendAsync("a", Json("""{"text":"helo"}"""), timestamp: Then);
        JsStream stream = await SubscribeAsync(author, "a");
        await stream.NextSeriesEventAsync();

        JsMetadata edit = await editor.EditAsync("a", original.Sequence, Json("""{"text":"hello"}"""));

        edit.Sequence.Should().Be(1);
        edit.Author.Should().Be("client");
        JsSeriesEvent seen = await stream.NextSeriesEventAsync();
        seen.IsEdit.Should().BeTrue();
        seen.Metadata.Should().Be(edit);
        seen.Original.Should().Be(original);
        Text(seen.Value).Should().Be("""{"text":"hello"}""");
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Append_WithoutATopic_IsRefusedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync();

        await ShouldBeRefusedAsync(js, () => js.AppendAsync("a", 1), NoSuchTopic, "a");
        await ShouldBeRefusedAsync(js, () => js.AppendAsync("a", 1, timestamp: Then), NoSuchTopic, "a");
        await ShouldBeRefusedAsync(js, () => js.EditAsync("a", 0, 1), NoSuchTopic, "a");
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Append_ToATopicThatIsNoTimeSeries_IsRefusedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);

        await ShouldBeRefusedAsync(js, () => js.AppendAsync("a", 2), IncompatibleDataType, "time series");
        await ShouldBeRefusedAsync(js, () => js.EditAsync("a", 0, 2), IncompatibleDataType, "time series");
        (await js.FetchAsync("a", ["withValues", "json"])).Topics.Single().GetProperty("value").GetInt32().Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Append_OfAnotherType_IsRefusedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", "string");
        await js.AppendAsync("a", "one", "string");

        await ShouldBeRefusedAsync(js, () => js.AppendAsync("a", 2), IncompatibleDataType, "string");
        await ShouldBeRefusedAsync(js, () => js.EditAsync("a", 0, 2), IncompatibleDataType, "string");
        (await js.QueryAsync("a")).SelectedCount.Should().Be(1);
    }

    [Theory]
    [Trait("Rule", "TOPIC-83")]
    [InlineData(0, "its original has left the retained range")]
    [InlineData(3, "it is an edit")]
    [InlineData(4, "there is none yet")]
    [InlineData(9007199254740991, "there never will be")]
    public async Task Edit_OfNoOriginalEvent_IsRefusedAndTheSessionLives(long sequence, string because)
    {
        JsSession js = await ConnectAsync();
        await AddSeriesAsync(js, "a", retained: "limit 3");
        await AppendNumbersAsync(js, "a", 3);
        await js.EditAsync("a", 1, "edited");

        await ShouldBeRefusedAsync(js, () => js.EditAsync("a", sequence, "again"), NoSuchEvent, $"{sequence}");

        (await js.QueryAsync("a", ["forEdits"])).Sequences.Should().Equal([1, 2, 3], because);
    }

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    public async Task Appends_OfTwoSessionsAtOnce_AreNumberedWithoutAHole()
    {
        const int each = 200;
        JsSession one = await ConnectAsync();
        JsSession two = await ConnectAsync();
        await AddSeriesAsync(one, "a", retained: "limit 1000");
        JsStream stream = await SubscribeAsync(two, "a");

        JsMetadata[] appended = await Task.WhenAll(Enumerable.Range(0, each)
            .SelectMany(i => new[] { one.AppendAsync("a", i), two.AppendAsync("a", i) })).Within();

        appended.Select(metadata => metadata.Sequence).Order().Should().Equal(Enumerable.Range(0, 2 * each).Select(i => (long)i));
        (await stream.NextSeriesEventsAsync(2 * each)).Select(seen => seen.Metadata)
            .Should().Equal(appended.OrderBy(metadata => metadata.Sequence));
    }

    private static async Task ShouldBeRefusedAsync(JsSession js, Func<Task> call, int code, string word)
    {
        JsException refusal = (await call.Should().ThrowAsync<JsException>()).Which;
        refusal.Id.Should().Be(code);
        refusal.Reason.Should().Contain(word, "the application gets the server's words");
        await js.PingAsync();
    }
}
