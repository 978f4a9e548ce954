using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>An application of the vendor's .NET API and one of the JavaScript SDK, on the same topics.</summary>
public sealed class VendorApiTests : VendorTest
{
    [Fact]
    public async Task Values_SetByDotNet_AreWhatJavaScriptReads()
    {
        ISession session = await OpenAsync();
        JsSession js = await JoinServerAsync();
        JsStream stream = await js.AddStreamAsync($"?{Prefix}/", "any");
        await js.SelectAsync($"?{Prefix}/");

        await SetAsync(session, PathOf("json"), TopicType.JSON, Diffusion.DataTypes.JSON.FromJSONString("""{"a":[1,2.5,"😀",null]}"""));
        await SetAsync(session, PathOf("string"), TopicType.STRING, "héllo 😀");
        await SetAsync<long?>(session, PathOf("int64"), TopicType.INT64, -5);
        await SetAsync<double?>(session, PathOf("double"), TopicType.DOUBLE, 0.1);
        await SetAsync(session, PathOf("binary"), TopicType.BINARY, Diffusion.DataTypes.Binary.ReadValue([0, 1, 255]));

        foreach ((string topic, string value) in new[]
        {
            ("json", """{"a":[1,2.5,"😀",null]}"""), ("string", "\"héllo 😀\""), ("int64", "-5"), ("double", "0.1"), ("binary", "\"AAH/\""),
        })
        {
            JsEvent subscribed = await stream.NextAsync("subscribe");
            subscribed.Path.Should().Be(PathOf(topic));
            subscribed.Type.Should().Be(topic.ToUpperInvariant());
            JsonNode? read = JsonNode.Parse((await stream.NextValueAsync()).GetRawText());
            JsonNode.DeepEquals(read, Json(value)).Should().BeTrue($"{topic} was read as {read}");
        }
    }

    [Fact]
    public async Task Values_SetByJavaScript_AreWhatDotNetReads()
    {
        ISession session = await OpenAsync();
        JsSession js = await JoinServerAsync();
        ValueRecorder<IJSON> json = Listen<IJSON>(session, "json");
        ValueRecorder<string> text = Listen<string>(session, "string");
        ValueRecorder<long?> int64 = Listen<long?>(session, "int64");
        ValueRecorder<double?> number = Listen<double?>(session, "double");
        ValueRecorder<IBinary> binary = Listen<IBinary>(session, "binary");
        await session.Topics.SubscribeAsync($"?{Prefix}/").Within();

        await js.AddAndSetAsync(PathOf("json"), "JSON", Json("""{"a":[1,2.5,"😀",null]}"""));
        await js.AddAndSetAsync(PathOf("string"), "STRING", "héllo 😀");
        await js.AddAndSetAsync(PathOf("int64"), "INT64", "9223372036854775807");
        await js.AddAndSetAsync(PathOf("double"), "DOUBLE", 0.1);
        await js.AddAndSetAsync(PathOf("binary"), "BINARY", "AAH/");

        JsonNode.DeepEquals(JsonNode.Parse((await json.NextAsync()).ToJSONString()), Json("""{"a":[1,2.5,"😀",null]}""")).Should().BeTrue();
        (await text.NextAsync()).Should().Be("héllo 😀");
        (await int64.NextAsync()).Should().Be(long.MaxValue);
        (await number.NextAsync()).Should().Be(0.1);
        (await binary.NextAsync()).ToByteArray().Should().Equal(0, 1, 255);
    }

    [Fact]
    public async Task Documents_ChangedByEachInTurn_AreTheSameOnBothSides()
    {
        const int rounds = 50;
        ISession session = await OpenAsync();
        (JsSession js, JsStream stream) = await JoinLikeLesson1Async("document");
        ValueRecorder<IJSON> read = Listen<IJSON>(session, "document");
        await session.Topics.SubscribeAsync(PathOf("document")).Within();
        var document = new JsonObject();

        for (int i = 0; i < rounds; i++)
        {
            document[$"field {i % 20}"] = new string((char)('a' + (i % 26)), 200 + i);
            if (i % 2 == 0)
            {
                await js.SetAsync(PathOf("document"), "json", document.DeepClone());
            }
            else
            {
                await session.TopicUpdate.SetAsync(PathOf("document"), Diffusion.DataTypes.JSON.FromJSONString(document.ToJsonString())).Within();
            }

            JsonNode.DeepEquals(document, JsonNode.Parse((await read.NextAsync()).ToJSONString())).Should().BeTrue($"round {i} in .NET");
            JsonNode.DeepEquals(document, JsonNode.Parse((await stream.NextValueAsync()).GetRawText())).Should().BeTrue($"round {i} in JavaScript");
        }
    }

    [Fact]
    public async Task Topics_OfOneSide_ExistForTheOther()
    {
        ISession session = await OpenAsync();
        JsSession js = await JoinServerAsync();

        (await session.TopicControl.AddTopicAsync(PathOf("a"), TopicType.JSON).Within()).Should().Be(AddTopicResult.CREATED);
        (await js.AddTopicAsync(PathOf("a"), "JSON")).Should().BeFalse();
        (await js.AddTopicAsync(PathOf("b"), "STRING")).Should().BeTrue();
        (await session.TopicControl.AddTopicAsync(PathOf("b"), TopicType.STRING).Within()).Should().Be(AddTopicResult.EXISTS);
        Func<Task> mismatch = () => session.TopicControl.AddTopicAsync(PathOf("b"), TopicType.JSON).Within();
        await mismatch.Should().ThrowAsync<ExistingTopicException>();

        IFetchResult<object> fetched = await session.Topics.FetchRequest.FetchAsync($"?{Prefix}/").Within();
        fetched.Results.Select(topic => topic.Path).Should().Equal(PathOf("a"), PathOf("b"));
        (await session.TopicControl.RemoveTopicsAsync($"?{Prefix}/").Within()).RemovedCount.Should().Be(2);
        (await js.FetchAsync($"?{Prefix}/")).Paths.Should().BeEmpty();
    }

    private static Task<TopicCreationResult> SetAsync<TValue>(ISession session, string path, TopicType type, TValue value) =>
        session.TopicUpdate.AddAndSetAsync(path, Diffusion.NewSpecification(type), value).Within();

    private ValueRecorder<TValue> Listen<TValue>(ISession session, string topic)
    {
        var recorder = new ValueRecorder<TValue>();
        session.Topics.AddStream(PathOf(topic), recorder);
        return recorder;
    }
}
