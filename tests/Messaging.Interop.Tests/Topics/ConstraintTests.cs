using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class ConstraintTests : InteropTest
{
    private const int UnsatisfiedConstraint = 9012;

    private const string Document = """{"id":"x","count":5,"open":true,"gone":null,"tags":["a"]}""";

    /// <summary>A constraint, and whether it holds on a JSON topic with <see cref="Document"/>.</summary>
    public static TheoryData<string, Func<JsonObject>, bool> OnDocument => new()
    {
        { "no value", JsConstraint.NoValue, false },
        { "no topic", JsConstraint.NoTopic, false },
        { "value is", () => JsConstraint.Value("json", Parsed(Document)), true },
        { "value is other", () => JsConstraint.Value("json", Parsed("""{"id":"y"}""")), false },
        { "with text", () => With("/id", "x"), true },
        { "with other text", () => With("/id", "y"), false },
        { "with number", () => With("/count", 5), true },
        { "with other number", () => With("/count", 6), false },
        { "with boolean", () => With("/open", true), true },
        { "with null", () => With("/gone", null), true },
        { "with array item", () => With("/tags/0", "a"), true },
        { "with missing", () => With("/tags/1", "a"), false },
        { "without missing", () => JsConstraint.Json([], ["/tags/1"]), true },
        { "without present", () => JsConstraint.Json([("/id", "EQ", "x")], ["/count"]), false },
        { "with greater number", () => JsConstraint.Json([("/count", "GT", 4)], []), true },
        { "and", () => JsConstraint.And(With("/id", "x"), With("/count", 5)), true },
        { "and, second not", () => JsConstraint.And(With("/id", "x"), With("/count", 6)), false },
        { "or, second", () => JsConstraint.Or(JsConstraint.NoValue(), With("/count", 5)), true },
        { "or, neither", () => JsConstraint.Or(JsConstraint.NoValue(), With("/count", 6)), false },
    };

    /// <summary>A comparison with a number or text, and whether it holds on a topic of that type with this value.</summary>
    public static TheoryData<string, string, string, string, bool> Comparisons => new()
    {
        { "int64", "5", "EQ", "5", true },
        { "int64", "5", "EQ", "6", false },
        { "int64", "5", "NE", "6", true },
        { "int64", "5", "NE", "5", false },
        { "int64", "5", "GT", "4", true },
        { "int64", "5", "GT", "5", false },
        { "int64", "5", "GE", "5", true },
        { "int64", "5", "LT", "6", true },
        { "int64", "5", "LT", "5", false },
        { "int64", "5", "LE", "5", true },
        { "int64", "5", "LE", "4", false },
        { "double", "1.5", "GT", "1.25", true },
        { "double", "1.5", "LT", "1.25", false },
        { "string", "\"a\"", "EQ", "\"a\"", true },
        { "string", "\"a\"", "EQ", "\"b\"", false },
        { "string", "\"a\"", "NE", "\"b\"", true },
    };

    [Theory]
    [Trait("Rule", "TOPIC-33")]
    [MemberData(nameof(OnDocument))]
    public async Task Set_UnderAConstraintOnADocument_HappensOnlyIfItHolds(string name, Func<JsonObject> constraint, bool holds)
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", Json(Document));

        await SetAsync(js, "json", "changed", constraint(), holds, name);
    }

    [Theory]
    [Trait("Rule", "TOPIC-34")]
    [MemberData(nameof(Comparisons))]
    public async Task Set_UnderAComparison_HappensOnlyIfItHolds(string type, string value, string comparison, string operand, bool holds)
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", type.ToUpperInvariant(), Json(value));
        JsonNode changed = type == "string" ? "changed" : 99;

        await SetAsync(js, type, changed, JsConstraint.Value(comparison, type, Json(operand)), holds, $"{value} {comparison} {operand}");
    }

    [Fact]
    [Trait("Rule", "TOPIC-33")]
    public async Task Set_UnderNoValue_HappensOnlyOnce()
    {
        JsSession js = await ConnectAsync();
        await js.AddTopicAsync("a", "JSON");

        await SetAsync(js, "json", 1, JsConstraint.NoValue(), holds: true, "there is none yet");
        await SetAsync(js, "json", 2, JsConstraint.NoValue(), holds: false, "there is one now");
    }

    [Fact]
    [Trait("Rule", "TOPIC-33")]
    public async Task AddAndSet_UnderNoTopic_HappensOnlyOnce()
    {
        JsSession js = await ConnectAsync();

        (await js.AddAndSetAsync("a", "JSON", 1, JsConstraint.NoTopic())).Should().BeTrue();
        Func<Task> again = () => js.AddAndSetAsync("a", "JSON", 2, JsConstraint.NoTopic());

        (await again.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(UnsatisfiedConstraint);
        (await js.FetchAsync("a", ["withValues", "json"])).Topics.Single().GetProperty("value").GetInt32().Should().Be(1);
    }

    private static JsonNode? Parsed(string text) => Json(text);

    private static JsonObject With(string pointer, JsonNode? value) => JsConstraint.Json([(pointer, "EQ", value)], []);

    private static async Task SetAsync(JsSession js, string type, JsonNode value, JsonObject constraint, bool holds, string because)
    {
        Func<Task> setting = () => js.SetAsync("a", type, value.DeepClone(), constraint);

        if (holds)
        {
            await setting.Should().NotThrowAsync(because);
        }
        else
        {
            (await setting.Should().ThrowAsync<JsException>(because)).Which.Id.Should().Be(UnsatisfiedConstraint, because);
        }

        string now = (await js.FetchAsync("a", ["withValues", "json"])).Topics.Single().GetProperty("value").ToString();
        (now == value.ToString()).Should().Be(holds, $"the value is {now} afterwards");
    }
}
