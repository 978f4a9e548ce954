using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Vectors;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class RapidUpdateTests : InteropTest
{
    private const int Updates = 1000;

    [Theory]
    [Trait("Rule", "TOPIC-15")]
    [InlineData("json")]
    [InlineData("string")]
    [InlineData("int64")]
    public async Task Updates_WithoutWaitingBetween_AllArriveInOrder(string type)
    {
        JsSession writer = await ConnectAsync();
        JsSession reader = await ConnectAsync();
        await writer.AddTopicAsync("a", type.ToUpperInvariant());
        JsStream stream = await reader.AddStreamAsync("a", type);
        await reader.SelectAsync("a");
        await stream.NextAsync("subscribe");

        await Task.WhenAll(Enumerable.Range(0, Updates).Select(i => writer.SetAsync("a", type, type == "string" ? i.ToString(CultureInfo.InvariantCulture) : i)));

        IReadOnlyList<JsonElement> values = await stream.Events.NextValuesAsync(Updates);
        values.Select(value => int.Parse(value.ToString(), CultureInfo.InvariantCulture)).Should().Equal(Enumerable.Range(0, Updates));
    }

    [Fact]
    [Trait("Rule", "TOPIC-60")]
    [Trait("Rule", "WIRE-22")]
    public async Task Updates_OfBigDocumentsWithSmallChanges_ArriveWholeThoughTheyTravelAsDeltasAndCompressed()
    {
        const int changes = 200;
        JsSession writer = await ConnectAsync();
        JsSession reader = await ConnectAsync();
        await using RawSession raw = await RawSession.ConnectAsync(Server.Url);
        await writer.AddTopicAsync("a", "JSON");
        JsStream stream = await reader.AddStreamAsync("a", "json");
        await reader.SelectAsync("a");
        await raw.SelectAsync("a");
        var random = new Random(29);
        JsonObject document = BigDocument(random);
        var sent = new List<string>();
        var answers = new List<Task>();

        for (int i = 0; i < changes; i++)
        {
            Change(document, random, i);
            sent.Add(document.ToJsonString());
            answers.Add(writer.SetAsync("a", "json", document.DeepClone()));
        }

        await Task.WhenAll(answers);
        await stream.NextAsync("subscribe");
        IReadOnlyList<JsonElement> received = await stream.Events.NextValuesAsync(changes);
        for (int i = 0; i < changes; i++)
        {
            JsonNode.DeepEquals(JsonNode.Parse(received[i].GetRawText()), JsonNode.Parse(sent[i])).Should().BeTrue($"update {i} should be whole");
        }

        // What the SDK judged above was not only plain values: the same updates, counted on the wire.
        IReadOnlyDictionary<byte, int> frames = await raw.CountValueFramesAsync(changes);
        frames.Should().ContainKey(0x84, "the first documents are big enough to be compressed");
        frames.Should().ContainKey(0x05, "small changes are sent as deltas");
    }

    private static JsonObject BigDocument(Random random)
    {
        var members = new JsonArray();
        for (int i = 0; i < 500; i++)
        {
            members.Add(new JsonObject { ["name"] = $"member {i}", ["score"] = random.Next(), ["status"] = "away 😀" });
        }

        return new JsonObject { ["version"] = 0, ["members"] = members };
    }

    private static void Change(JsonObject document, Random random, int version)
    {
        JsonArray members = document["members"]!.AsArray();
        document["version"] = version;
        switch (version % 4)
        {
            case 0:
                members[random.Next(members.Count)]!["score"] = random.Next();
                break;
            case 1:
                members.RemoveAt(random.Next(members.Count));
                break;
            case 2:
                members.Insert(random.Next(members.Count), new JsonObject { ["name"] = new string('n', random.Next(300)) });
                break;
            default:
                members[random.Next(members.Count)]!["status"] = $"busy since {random.NextDouble()}";
                break;
        }
    }
}
