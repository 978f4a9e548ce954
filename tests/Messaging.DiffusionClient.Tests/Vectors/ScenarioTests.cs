using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The recorded conversation of two sessions in a room, frame by frame with our client in place of the official SDK.</summary>
[Trait("Rule", "TOPIC-05, TOPIC-08, TOPIC-10, TOPIC-13, TOPIC-70, TOPIC-72, TOPIC-73, TOPIC-76, TOPIC-78, SESS-40")]
public sealed class ScenarioTests : LoggedTest
{
    private readonly Queue<ScenarioFrame> _frames = new(GoldenVectors.TwoSessions);
    private readonly Dictionary<string, ScriptedSession> _sessions = [];

    /// <summary>The frames again, as they stand among the other vectors.</summary>
    internal static IEnumerable<string> Covered() =>
        GoldenVectors.Topics.Select(vector => vector.Name).Where(name => name.StartsWith("scenario_chat_", StringComparison.Ordinal));

    [Fact]
    public void Scenario_AmongTheVectors_IsTheSame() =>
        Covered().Select(name => GoldenVectors.Get(name).Hex).Should().Equal(GoldenVectors.TwoSessions.Select(frame => frame.Hex));

    [Fact]
    public async Task TwoSessions_InOneRoom_TalkAsRecorded()
    {
        await using ScriptedSession a = _sessions["A"] = await ScriptedSession.OpenAsync();
        await using ScriptedSession b = _sessions["B"] = await ScriptedSession.OpenAsync();
        RecordingStream<IEvent<IJSON>> toA = new();
        RecordingStream<IEvent<IJSON>> toB = new();
        a.Session.Topics.AddTimeSeriesStream("?Chat//", toA);
        b.Session.Topics.AddTimeSeriesStream("?Chat//", toB);
        ITopicSpecification simple = Diffusion.NewSpecification(TopicType.TIME_SERIES).WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, "json");

        (await PlayAsync(a.Session.TopicControl.AddTopicAsync("Chat/Room", simple.WithProperty(TopicSpecificationProperty.TimeSeriesSubscriptionRange, "limit 10")), 2))
            .ToString().Should().Be("CREATED");
        (await PlayAsync(b.Session.TopicControl.AddTopicAsync("Chat/Room", simple), 4)).ToString().Should().Be("EXISTS");
        await PlayAsync(a.Session.Topics.SubscribeAsync("?Chat//"), 8);
        (await PlayAsync(a.Session.TimeSeries.AppendAsync("Chat/Room", Message("hello")), 11)).Sequence.Should().Be(0);
        (await PlayAsync(a.Session.TimeSeries.AppendAsync("Chat/Room", Message("anyone?")), 14)).Sequence.Should().Be(1);
        await PlayAsync(b.Session.Topics.SubscribeAsync("?Chat//"), 20);
        (await PlayAsync(b.Session.TimeSeries.AppendAsync("Chat/Room", Message("yes")), 24)).Author.Should().Be("bob");
        IQueryResult<IJSON> last = await PlayAsync(b.Session.TimeSeries.RangeQuery.FromLast(2).As<IJSON>().SelectFromAsync("Chat/Room"), 26);
        last.Events.Select(entry => entry.Value).Should().Equal(Message("anyone?"), Message("yes"));
        Task<IEventMetadata> lost = PlayAsync(a.Session.TimeSeries.AppendAsync("Nope", CallVectors.Json("""{"m":1}""")), 28);
        await FluentActions.Awaiting(() => lost).Should().ThrowAsync<NoSuchTopicException>();
        await PlayAsync(b.Session.Topics.UnsubscribeAsync("?Chat//"), 32);
        (await PlayAsync(a.Session.TopicControl.RemoveTopicsAsync("?Chat//"), 36)).RemovedCount.Should().Be(1);
        a.Session.Close();
        b.Session.Close();
        await PlayUntilAsync(38);

        (await HeardAsync(toA, 5)).Should().Equal("subscribe", "0 alice hello", "1 alice anyone?", "2 bob yes", "unsubscribe REMOVAL");
        (await HeardAsync(toB, 5)).Should().Equal("subscribe", "0 alice hello", "1 alice anyone?", "2 bob yes", "unsubscribe REQUESTED");
    }

    private static IJSON Message(string text) => CallVectors.Json($$"""{"m":"{{text}}"}""");

    private static async Task<string[]> HeardAsync(RecordingStream<IEvent<IJSON>> stream, int count)
    {
        string[] heard = new string[count];
        for (int i = 0; i < count; i++)
        {
            StreamEvent next = await stream.NextAsync();
            heard[i] = next.NewValue is IEvent<IJSON> entry
                ? $"{entry.Metadata.Sequence} {entry.Metadata.Author} {entry.Value.ToJSONString()[6..^2]}"
                : $"{next.Kind} {next.Reason}".TrimEnd();
        }

        return heard;
    }

    private async Task PlayAsync(Task call, int until)
    {
        await PlayUntilAsync(until);
        await call.Within();
    }

    private async Task<T> PlayAsync<T>(Task<T> call, int until)
    {
        await PlayUntilAsync(until);
        return await call.Within();
    }

    /// <summary>Plays the server, and compares what the client sends. The recorded sessions shared their conversation numbers, ours do not.</summary>
    private async Task PlayUntilAsync(int until)
    {
        ClientRequest? pending = null;
        while (_frames.TryPeek(out ScenarioFrame? frame) && frame.Number <= until)
        {
            _frames.Dequeue();
            ScriptedConnection connection = _sessions[frame.Session].Connection;
            bool isAnswer = frame.Bytes[0] is 0x06 or 0x07;
            if (frame.Direction == VectorDirection.Server)
            {
                connection.Give(isAnswer ? pending!.Readdress(frame.Bytes) : frame.Bytes);
            }
            else if (frame.Bytes[0] == 0x00)
            {
                pending = ClientRequest.Read(await connection.TakeAsync());
                pending.Should().Be(ClientRequest.Read(frame.Bytes) with { Conversation = pending.Conversation }, "frame {0}", frame.Number);
            }
            else
            {
                Convert.ToHexStringLower(await connection.TakeAsync()).Should().Be(frame.Hex, "frame {0}", frame.Number);
            }
        }
    }
}
