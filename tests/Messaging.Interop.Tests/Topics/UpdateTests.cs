using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class UpdateTests : InteropTest
{
    private const int IncompatibleDataType = 108;
    private const int NoSuchTopic = 9002;

    /// <summary>A value of each data type, and what a stream of that type gives for it.</summary>
    public static TheoryData<string, string, string> Values => new()
    {
        { "json", """{"a":[1,-2,3.5,true,null,"x"],"b":{}}""", """{"a":[1,-2,3.5,true,null,"x"],"b":{}}""" },
        { "json", "[]", "[]" },
        { "json", "\"just a text\"", "\"just a text\"" },
        { "json", "9007199254740991", "9007199254740991" },
        { "string", "\"\"", "\"\"" },
        { "string", "\"h\u00e9llo \ud83d\ude00\"", "\"h\u00e9llo \ud83d\ude00\"" },
        { "int64", "0", "0" },
        { "int64", "\"9223372036854775807\"", "\"9223372036854775807\"" },
        { "int64", "\"-9223372036854775808\"", "\"-9223372036854775808\"" },
        { "double", "1.5", "1.5" },
        { "double", "-0.1", "-0.1" },
        { "double", "1e300", "1E+300" },
        { "binary", "\"AAECAwT/\"", "\"AAECAwT/\"" },
        { "binary", "\"\"", "\"\"" },
    };

    [Theory]
    [Trait("Rule", "TOPIC-04")]
    [MemberData(nameof(Values))]
    public async Task Set_OfAValue_ReachesAnotherSessionUnchanged(string type, string value, string expected)
    {
        JsSession writer = await ConnectAsync();
        JsSession reader = await ConnectAsync();
        await writer.AddTopicAsync("a", type.ToUpperInvariant());
        JsStream stream = await reader.AddStreamAsync("a", type);
        await reader.SelectAsync("a");
        await stream.NextAsync("subscribe");

        await writer.SetAsync("a", type, Json(value));

        JsonNode? received = JsonNode.Parse((await stream.NextValueAsync()).GetRawText());
        JsonNode.DeepEquals(received, Json(expected)).Should().BeTrue($"{received?.ToJsonString()} should equal {expected}");
    }

    [Theory]
    [Trait("Rule", "TOPIC-04")]
    [InlineData("string")]
    [InlineData("int64")]
    [InlineData("double")]
    [InlineData("json")]
    public async Task Set_ToNull_ReachesSubscribersAsNull(string type)
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", type);
        await js.SelectAsync("a");
        JsonNode first = type == "string" ? "1" : 1;
        await js.AddAndSetAsync("a", type.ToUpperInvariant(), first);
        await stream.NextAsync("subscribe");
        await stream.NextAsync("value");

        await js.SetAsync("a", type, null);

        JsEvent value = await stream.NextAsync("value");
        value.Value.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        value.Old.ToString().Should().Be("1");
    }

    [Fact]
    [Trait("Rule", "TOPIC-31")]
    public async Task AddAndSet_Twice_CreatesAndThenUpdates()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");

        bool first = await js.AddAndSetAsync("a", "JSON", 1);
        bool second = await js.AddAndSetAsync("a", "JSON", 2);

        first.Should().BeTrue();
        second.Should().BeFalse();
        await stream.NextAsync("subscribe");
        (await stream.Events.NextValuesAsync(2)).Select(value => value.GetInt32()).Should().Equal(1, 2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-41")]
    public async Task Set_WithoutATopic_IsRefused()
    {
        JsSession js = await ConnectAsync();

        Func<Task> setting = () => js.SetAsync("a", "json", 1);

        (await setting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(NoSuchTopic);
        Server.Statistics.Topics.Should().Be(0);
    }

    [Theory]
    [Trait("Rule", "TOPIC-30")]
    [InlineData("JSON", "string")]
    [InlineData("STRING", "json")]
    [InlineData("INT64", "double")]
    [InlineData("BINARY", "json")]
    public async Task Set_OfAnotherType_IsRefusedAndTheValueStays(string topicType, string type)
    {
        JsSession js = await ConnectAsync();
        await js.AddTopicAsync("a", topicType);

        Func<Task> setting = () => js.SetAsync("a", type, type == "string" ? "1" : 1);

        (await setting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(IncompatibleDataType);
        JsFetchResult fetched = await js.FetchAsync("a", ["withSizes"]);
        fetched.Topics.Single().GetProperty("count").GetInt32().Should().Be(0, "the topic still has no value");
    }

    [Fact]
    [Trait("Rule", "TOPIC-52")]
    public async Task Set_OfJsonThatNestsTooDeep_IsRefusedAndTheSessionLives()
    {
        const int invalidData = 106;
        JsSession js = await ConnectAsync();
        await js.AddTopicAsync("a", "JSON");
        JsonNode deep = new JsonArray();
        for (int i = 0; i < 100; i++)
        {
            deep = new JsonArray(deep);
        }

        Func<Task> setting = () => js.SetAsync("a", "json", deep);

        (await setting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(invalidData);
        await js.PingAsync();
    }

    [Fact]
    [Trait("Rule", "TOPIC-31")]
    public async Task AddAndSet_WithAnotherSpecification_IsRefusedAndTheValueStays()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);

        Func<Task> setting = () => js.AddAndSetAsync("a", "STRING", "x");

        await setting.Should().ThrowAsync<JsException>();
        JsFetchResult fetched = await js.FetchAsync("a", ["withValues", "json"]);
        fetched.Topics.Single().GetProperty("value").GetInt32().Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task Set_OfAMegabyteOfBytes_ReachesAnotherSessionUnchanged()
    {
        byte[] bytes = new byte[1024 * 1024];
        new Random(29).NextBytes(bytes);
        JsSession writer = await ConnectAsync();
        JsSession reader = await ConnectAsync();
        await reader.SelectAsync("a");
        JsStream stream = await reader.AddStreamAsync("a", "binary");

        await writer.AddAndSetAsync("a", "BINARY", Convert.ToBase64String(bytes));

        await stream.NextAsync("subscribe");
        (await stream.NextValueAsync()).GetBytesFromBase64().AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "TOPIC-50")]
    public async Task Set_OfJsonWithEmojiAndALongText_ReachesAnotherSessionUnchanged()
    {
        string text = LongTexts.Of64Kilobytes();
        JsSession writer = await ConnectAsync();
        JsSession reader = await ConnectAsync();
        await reader.SelectAsync("Chat/😀 room");
        JsStream stream = await reader.AddStreamAsync("Chat/😀 room", "json");

        await writer.AddAndSetAsync("Chat/😀 room", "JSON", new JsonObject { ["text"] = text, ["👍🏽"] = "👨‍👩‍👧" });

        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Path.Should().Be("Chat/😀 room");
        System.Text.Json.JsonElement value = await stream.NextValueAsync();
        value.GetProperty("text").GetString().Should().Be(text);
        value.GetProperty("👍🏽").GetString().Should().Be("👨‍👩‍👧");
    }
}
