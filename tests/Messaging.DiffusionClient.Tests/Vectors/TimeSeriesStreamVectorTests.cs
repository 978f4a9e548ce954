using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The time series topic of the survey, and what streams of events and of values must be told.</summary>
public sealed class TimeSeriesStreamVectorTests : LoggedTest
{
    /// <summary>The vectors of the row.</summary>
    internal static IReadOnlyList<GoldenVector> Row { get; } =
    [
        .. GoldenVectors.Topics
            .SkipWhile(vector => vector.Name != "ts_notify_subscription")
            .TakeWhile(vector => vector.Name != "ts_range_request"),
    ];

    [Fact]
    [Trait("Rule", "TOPIC-13, TOPIC-60, TOPIC-70, TOPIC-71, TOPIC-72, WIRE-26")]
    public async Task Streams_FedWithTheServerMessages_AreToldWhatTheOfficialSdkReports()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<IEvent<IJSON>> events = new();
        RecordingStream<IJSON> values = new();
        scripted.Session.Topics.AddTimeSeriesStream("?Chat//", events);
        scripted.Session.Topics.AddStream("?Chat//", values);
        Row.Should().HaveCount(6);
        StreamEvent? lastEvent = null;
        StreamEvent? lastValue = null;

        foreach (GoldenVector vector in Row)
        {
            scripted.Connection.Give(vector.Bytes);

            JsonElement expected = vector.SdkResult.GetProperty("streamEvents").EnumerateArray().Single();
            StreamEvent actualEvent = await events.NextAsync();
            StreamEvent actualValue = await values.NextAsync();
            actualEvent.Kind.Should().Be(expected.GetProperty("event").GetString(), vector.Name);
            actualEvent.Path.Should().Be(expected.GetProperty("path").GetString(), vector.Name);
            actualValue.Kind.Should().Be(actualEvent.Kind);
            if (lastEvent is null)
            {
                JsonNode.DeepEquals(
                    JsonSerializer.SerializeToNode(actualEvent.Specification!.Properties),
                    JsonNode.Parse(expected.GetProperty("spec").GetProperty("properties").GetRawText())).Should().BeTrue(vector.Name);
            }
            else
            {
                JsonElement value = expected.GetProperty("newValue");
                ShouldBe(InVectorNotation(actualEvent.NewValue), value, vector.Name);
                ShouldBe(StreamEvent.InVectorNotation(actualValue.NewValue), value.GetProperty("value"), vector.Name);
                actualEvent.OldValue.Should().Be(lastEvent.NewValue);
                actualValue.OldValue.Should().Be(lastValue!.NewValue);
            }

            (lastEvent, lastValue) = (actualEvent, actualValue);
        }
    }

    private static void ShouldBe(JsonNode? actual, JsonElement expected, string name) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected.GetRawText())).Should().BeTrue("{0} says {1} and not {2}", name, expected.GetRawText(), actual?.ToJsonString());

    private static JsonObject InVectorNotation(object? value)
    {
        IEvent<IJSON> entry = value.Should().BeAssignableTo<IEvent<IJSON>>().Subject;
        JsonObject node = InVectorNotation(entry.Metadata);
        node["value"] = StreamEvent.InVectorNotation(entry.Value);
        node["isEditEvent"] = entry.IsEditEvent;
        if (entry.IsEditEvent)
        {
            node["originalEvent"] = InVectorNotation(entry.OriginalMetadata);
        }

        return node;
    }

    private static JsonObject InVectorNotation(IEventMetadata metadata) =>
        new() { ["sequence"] = metadata.Sequence, ["timestamp"] = metadata.Timestamp, ["author"] = metadata.Author };
}
