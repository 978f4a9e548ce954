using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>An application of the vendor's .NET API and one of the JavaScript SDK, on the same time series.</summary>
public sealed class VendorSeriesTests : VendorTest
{
    private string Series => PathOf("series");

    [Fact]
    [Trait("Rule", "TOPIC-71")]
    public async Task Events_OfBothSides_AreTheSameToBoth()
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await session.TopicControl.AddTopicAsync(Series, SharedSeries.Specification).Within();
        JsStream inJavaScript = await js.AddStreamAsync(Series, "timeseries(json)");
        await js.SelectAsync(Series);
        await inJavaScript.NextAsync("subscribe");
        ValueRecorder<IEvent<IJSON>> inDotNet = await SubscribeAsync(session);

        JsMetadata first = await js.AppendAsync(Series, Json("""{"text":"from JavaScript 😀"}"""));
        IEventMetadata second = await session.TimeSeries.AppendAsync(Series, Value("""{"text":"from .NET 東京"}""")).Within();
        IEventMetadata third = await session.TimeSeries.EditAsync(Series, first.Sequence, Value("""{"text":"edited by .NET"}""")).Within();
        JsMetadata fourth = await js.EditAsync(Series, second.Sequence, Json("""{"text":"edited by JavaScript"}"""));

        JsMetadata[] returned = [first, Same(second), Same(third), fourth];
        returned.Select(metadata => metadata.Sequence).Should().Equal(0, 1, 2, 3);
        returned.Should().OnlyContain(metadata => metadata.Author == User);
        (JsMetadata Own, JsMetadata Original, bool IsEdit, string? Text)[] expected =
        [
            (first, first, false, "from JavaScript 😀"),
            (returned[1], returned[1], false, "from .NET 東京"),
            (returned[2], first, true, "edited by .NET"),
            (fourth, returned[1], true, "edited by JavaScript"),
        ];
        (await inJavaScript.NextSeriesEventsAsync(4))
            .Select(seen => (seen.Metadata, seen.Original, seen.IsEdit, seen.Value.GetProperty("text").GetString())).Should().Equal(expected);
        foreach ((JsMetadata Own, JsMetadata Original, bool IsEdit, string? Text) one in expected)
        {
            IEvent<IJSON> seen = await inDotNet.NextAsync();
            (Same(seen.Metadata), Same(seen.OriginalMetadata), seen.IsEditEvent, TextOf(seen.Value)).Should().Be(one);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-82")]
    public async Task InitialRange_OfASharedSeries_IsTheSameToBoth()
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await SharedSeries.CreateAsync(Series, js, session);

        JsStream inJavaScript = await js.AddStreamAsync(Series, "timeseries(json)");
        await js.SelectAsync(Series);
        await inJavaScript.NextAsync("subscribe");
        ValueRecorder<IEvent<IJSON>> inDotNet = await SubscribeAsync(session);

        // All but edit 6, which edit 8 of the same original replaces.
        foreach (long sequence in new long[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11 })
        {
            JsonObject ofDotNet = SharedSeries.Plain(await inDotNet.NextAsync());
            JsonNode? ofJavaScript = JsonNode.Parse((await inJavaScript.NextValueAsync()).GetRawText());
            JsonNode.DeepEquals(ofDotNet, ofJavaScript).Should().BeTrue("{0} should be {1}", ofDotNet, ofJavaScript);
            ofDotNet["sequence"]!.GetValue<long>().Should().Be(sequence);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task EventsOfEachType_OfBothSides_AreTheSameToBoth()
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();

        await ExchangeAsync(js, session, "string", "héllo 😀", "\"héllo 😀\"");
        await ExchangeAsync<long?>(js, session, "int64", long.MinValue, "\"-9223372036854775808\"");
        await ExchangeAsync<double?>(js, session, "double", -0.1, "-0.1");
        await ExchangeAsync(js, session, "binary", Diffusion.DataTypes.Binary.ReadValue([0, 1, 255]), "\"AAH/\"");
        await ExchangeAsync(js, session, "json", Value("""{"a":[1,-2.5,null,"😀"]}"""), """{"a":[1,-2.5,null,"😀"]}""");
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task PlainStreams_OfASharedSeries_GetBareValues()
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await session.TopicControl.AddTopicAsync(Series, SharedSeries.Specification).Within();
        ValueRecorder<IJSON> inDotNet = new();
        session.Topics.AddStream(Series, inDotNet);
        await session.Topics.SubscribeAsync(Series).Within();
        JsStream inJavaScript = await js.AddStreamAsync(Series, "json");
        await js.SelectAsync(Series);
        await inJavaScript.NextAsync("subscribe");

        await js.SetAsync(Series, "json", Json("""{"text":"set by JavaScript"}"""));
        await session.TopicUpdate.SetAsync(Series, Value("""{"text":"set by .NET"}""")).Within();
        await js.EditAsync(Series, 1, Json("""{"text":"edited by JavaScript"}"""));

        foreach (string text in new[] { "set by JavaScript", "set by .NET", "edited by JavaScript" })
        {
            TextOf(await inDotNet.NextAsync()).Should().Be(text);
            (await inJavaScript.NextValueAsync()).GetProperty("text").GetString().Should().Be(text);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public async Task LongEventsThatDifferALittle_OfBothSides_AreWholeToBoth()
    {
        const int rounds = 20;
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await session.TopicControl.AddTopicAsync(Series, SharedSeries.Specification).Within();
        JsStream inJavaScript = await js.AddStreamAsync(Series, "timeseries(json)");
        await js.SelectAsync(Series);
        await inJavaScript.NextAsync("subscribe");
        ValueRecorder<IEvent<IJSON>> inDotNet = await SubscribeAsync(session);
        string body = LongTexts.Of64Kilobytes();

        for (int i = 0; i < rounds; i++)
        {
            string text = body.Insert(i * 1000, $"<{i}>");
            JsonObject value = new() { ["text"] = text };
            await (i % 2 == 0 ? js.AppendAsync(Series, value) : (Task)session.TimeSeries.AppendAsync(Series, Value(value.ToJsonString())).Within());

            TextOf((await inDotNet.NextAsync()).Value).Should().Be(text);
            (await inJavaScript.NextSeriesEventAsync()).Value.GetProperty("text").GetString().Should().Be(text);
        }
    }

    private static IJSON Value(string json) => Diffusion.DataTypes.JSON.FromJSONString(json);

    private static string? TextOf(IJSON value) => JsonNode.Parse(value.ToJSONString())!["text"]!.GetValue<string>();

    private static JsMetadata Same(IEventMetadata metadata) => new(metadata.Sequence, metadata.Timestamp, metadata.Author);

    private static JsonNode? Plain<TValue>(TValue value) => value switch
    {
        IJSON json => JsonNode.Parse(json.ToJSONString()),
        IBinary binary => Convert.ToBase64String(binary.ToByteArray()),
        long number => $"{number}",
        _ => JsonValue.Create(value),
    };

    private async Task<ValueRecorder<IEvent<IJSON>>> SubscribeAsync(ISession session)
    {
        ValueRecorder<IEvent<IJSON>> recorder = new();
        session.Topics.AddTimeSeriesStream(Series, recorder);
        await session.Topics.SubscribeAsync(Series).Within();
        return recorder;
    }

    /// <summary>Each side appends the value, and reads what the other one appended.</summary>
    private async Task ExchangeAsync<TValue>(JsSession js, ISession session, string type, TValue value, string expected)
    {
        string path = PathOf(type);
        await session.TopicControl.AddTopicAsync(path, Diffusion.NewSpecification(TopicType.TIME_SERIES)
            .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, type)).Within();

        await session.TimeSeries.AppendAsync(path, value).Within();
        await js.AppendAsync(path, Json(expected), type);

        foreach (JsSeriesEvent one in (await js.QueryAsync(path, ["as", type])).Events)
        {
            JsonNode.DeepEquals(JsonNode.Parse(one.Value.GetRawText()), Json(expected)).Should().BeTrue("{0} in JavaScript", one);
        }

        foreach (IEvent<TValue> one in (await session.TimeSeries.RangeQuery.As<TValue>().SelectFromAsync(path).Within()).Events)
        {
            JsonNode.DeepEquals(Plain(one.Value), Json(expected)).Should().BeTrue("{0} in .NET", one.Value);
        }
    }
}
