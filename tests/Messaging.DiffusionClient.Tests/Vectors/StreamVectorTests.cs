using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The notifications, values and deltas of the survey, in its order, and what streams must be told.</summary>
public sealed class StreamVectorTests : LoggedTest
{
    private const string First = "notify_subscription_json";
    private const string Last = "notify_unsubscription_reason_6";

    /// <summary>The vectors of the row. What the client answers by itself stands among them and is judged elsewhere.</summary>
    internal static IReadOnlyList<GoldenVector> Row { get; } =
    [
        .. GoldenVectors.Topics
            .SkipWhile(vector => vector.Name != First)
            .TakeWhile(vector => vector.Name != "ts_append_json_request")
            .Where(vector => vector.Direction == VectorDirection.Server),
    ];

    [Fact]
    [Trait("Rule", "TOPIC-13, TOPIC-14, TOPIC-50, TOPIC-53, TOPIC-54, TOPIC-55, TOPIC-60, WIRE-22, WIRE-26")]
    public async Task Streams_FedWithTheServerMessages_AreToldWhatTheOfficialSdkReports()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<IJSON> json = new();
        RecordingStream<string> text = new();
        RecordingStream<long?> int64 = new();
        RecordingStream<double?> number = new();
        RecordingStream<IBinary> binary = new();
        scripted.Session.Topics.AddStream("?j//", json);
        scripted.Session.Topics.AddStream("?s//", text);
        scripted.Session.Topics.AddStream("?i//", int64);
        scripted.Session.Topics.AddStream("?d//", number);
        scripted.Session.Topics.AddStream("?b//", binary);
        Row[^1].Name.Should().Be(Last);

        foreach (GoldenVector vector in Row)
        {
            await GiveMissingSubscriptionAsync(scripted, vector, json);
            scripted.Connection.Give(vector.Bytes);
            foreach (JsonElement expected in ExpectedEvents(vector))
            {
                string path = expected.GetProperty("path").GetString()!;
                StreamEvent actual = await (path[0] switch
                {
                    'j' => json.NextAsync(),
                    's' => text.NextAsync(),
                    'i' => int64.NextAsync(),
                    'd' => number.NextAsync(),
                    _ => binary.NextAsync(),
                });
                Compare(actual, expected, vector.Name);
            }
        }
    }

    private static JsonElement[] ExpectedEvents(GoldenVector vector) =>
        vector.SdkResult.TryGetProperty("streamEvents", out JsonElement events)
            ? [.. events.EnumerateArray()]

            // The official SDK breaks on "no change". Here it is what it says.
            : [JsonDocument.Parse("""{"event":"value","path":"j/t","newValue":{"a":2,"b":"hello"},"oldValue":{"a":2,"b":"hello"}}""").RootElement];

    private static void Compare(StreamEvent actual, JsonElement expected, string name)
    {
        actual.Kind.Should().Be(expected.GetProperty("event").GetString(), name);
        actual.Path.Should().Be(expected.GetProperty("path").GetString(), name);
        switch (actual.Kind)
        {
            case "subscribe":
                ((int)actual.Specification!.Type).Should().Be(expected.GetProperty("spec").GetProperty("type").GetInt32(), name);
                JsonNode.DeepEquals(
                    JsonSerializer.SerializeToNode(actual.Specification.Properties),
                    JsonNode.Parse(expected.GetProperty("spec").GetProperty("properties").GetRawText())).Should().BeTrue(name);
                break;
            case "value":
                ShouldBe(actual.NewValue, expected.GetProperty("newValue"), name);
                ShouldBe(actual.OldValue, expected.GetProperty("oldValue"), name);
                break;
            default:
                ((TopicUnsubscribeReason)actual.Reason!).Code.Should().Be(expected.GetProperty("reason").GetProperty("id").GetByte(), name);
                break;
        }
    }

    private static void ShouldBe(object? actual, JsonElement expected, string name) =>
        JsonNode.DeepEquals(StreamEvent.InVectorNotation(actual), JsonNode.Parse(expected.GetRawText()))
            .Should().BeTrue("{0} says {1} and not {2}", name, expected.GetRawText(), StreamEvent.InVectorNotation(actual)?.ToJsonString());

    /// <summary>The survey subscribed the topics of the unsubscriptions (ids 0x64 and on) by messages that are no vectors.</summary>
    private static async Task GiveMissingSubscriptionAsync(ScriptedSession scripted, GoldenVector vector, RecordingStream<IJSON> stream)
    {
        if (!vector.Name.StartsWith("notify_unsubscription_reason_", StringComparison.Ordinal))
        {
            return;
        }

        byte topicId = vector.Bytes[3];
        byte digit = (byte)vector.Name[^1];
        scripted.Connection.Give([0x00, 0x57, 0x70, topicId, 0x04, (byte)'j', (byte)'/', (byte)'u', digit, 0x0f, 0x00]);
        (await stream.NextAsync()).ToString().Should().Be($"subscribe j/u{(char)digit}");
    }
}
