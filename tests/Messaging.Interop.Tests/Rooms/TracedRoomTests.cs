using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>A message with its sender's trace is a message like any other, and the trace may come from anybody.</summary>
public sealed class TracedRoomTests : RoomTest
{
    private readonly List<Activity> _spans = [];

    [Fact]
    public async Task Message_TracedByDotNet_IsALessonMessageToJavaScript()
    {
        using ActivityListener listener = Listen();
        (_, JsStream messages) = await JoinLikeLesson1Async("lobby");
        (IChatRoom room, _) = await JoinAsync("lobby", "Ada");

        SendReceipt receipt = await room.SendAsync("hello").Within();

        JsonElement message = await messages.NextValueAsync();
        message.EnumerateObject().Select(member => member.Name).Should().Equal("text", "name", "timestamp", "id", "traceparent");
        message.GetProperty("text").GetString().Should().Be("hello");
        message.GetProperty("id").GetString().Should().Be(receipt.Id.Value);
        Activity sent = _spans.Should().ContainSingle().Which;
        message.GetProperty("traceparent").GetString().Should().Be($"00-{sent.TraceId}-{sent.SpanId}-01");
    }

    [Fact]
    public async Task Message_TracedByJavaScript_IsLinkedByDotNet()
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using ActivityListener listener = Listen();
        (_, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");
        (JsSession js, _) = await JoinLikeLesson1Async("lobby");
        JsonObject sent = Lesson1Message("hello", "Bob");
        sent["traceparent"] = Parent;

        await js.SetAsync(PathOf("lobby"), "json", sent);
        await NextMessageAsync(events);
        await events.DisposeAsync();

        ActivityContext sender = _spans.Should().ContainSingle().Which.Links.Should().ContainSingle().Which.Context;
        $"00-{sender.TraceId}-{sender.SpanId}-01".Should().Be(Parent);
    }

    /// <summary>Listens to clients of this test's server only.</summary>
    private ActivityListener Listen()
    {
        KeyValuePair<string, object?> port = new("server.port", Url.Port), address = new("server.address", Url.Host);
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessagingTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Tags?.Contains(port) == true && options.Tags.Contains(address) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                lock (_spans)
                {
                    _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
