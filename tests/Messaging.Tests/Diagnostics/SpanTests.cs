using System.Diagnostics;
using System.Text.Json;

namespace Messaging.Tests.Diagnostics;

/// <summary>What a trace shows of sending and reading.</summary>
public sealed class SpanTests : TelemetryTest
{
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Message_BetweenTwoClients_LinksTheReadersSpanWithTheSenders(RoomKind kind)
    {
        using var telemetry = new TelemetryProbe(Address);
        IChatRoom ann = await JoinHeardAsync(kind);
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(await JoinHeardAsync(kind));

        SendReceipt receipt = await ann.SendAsync("nobody's business").Within();
        ChatMessage message = (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;
        telemetry.Spans.Should().ContainSingle(because: "the reader is not done with it");
        await reader.DisposeAsync();

        (Activity sent, Activity read) = (telemetry.Spans[0], telemetry.Spans[1]);
        (sent.Kind, sent.DisplayName, sent.Status).Should().Be((ActivityKind.Producer, "send Chat/lobby", ActivityStatusCode.Unset));
        (read.Kind, read.DisplayName, read.Status).Should().Be((ActivityKind.Consumer, "process Chat/lobby", ActivityStatusCode.Unset));
        ActivityContext link = read.Links.Should().ContainSingle().Which.Context;
        (link.TraceId, link.SpanId, link.IsRemote).Should().Be((sent.TraceId, sent.SpanId, true));
        read.TraceId.Should().NotBe(sent.TraceId, because: "a sender is no parent");
        message.TraceContext.Should().Be(link);
        message.Extra.Should().BeEmpty();
        sent.TagObjects.Should().BeEquivalentTo(Tags("send", receipt.Id));
        read.TagObjects.Should().BeEquivalentTo(Tags("process", receipt.Id));
    }

    [Fact]
    public async Task Send_Traced_PutsTheContextBehindWhatOtherClientsKnow()
    {
        using var telemetry = new TelemetryProbe(Address);
        IChatRoom room = await JoinHeardAsync(RoomKind.Live);
        using Activity caller = new Activity("caller") { TraceStateString = "vendor=1" }.AddBaggage("secret", "1").Start();

        await room.SendAsync("hi").Within();

        Activity.Current.Should().BeSameAs(caller);
        Activity span = telemetry.Spans.Should().ContainSingle().Which;
        span.Parent.Should().BeSameAs(caller);
        JsonProperty[] members = [.. JsonDocument.Parse(Server.Topics[Path].Json!).RootElement.EnumerateObject()];
        members.Select(member => member.Name).Should().Equal("text", "name", "timestamp", "id", "traceparent", "tracestate");
        members[4].Value.GetString().Should().Be($"00-{span.TraceId}-{span.SpanId}-01");
        members[5].Value.GetString().Should().Be("vendor=1");
    }

    [Fact]
    public async Task Send_OnlyMeasured_PutsNothingIntoTheMessage()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        IChatRoom room = await JoinHeardAsync(RoomKind.Live);
        using Activity caller = new Activity("caller").Start();

        await room.SendAsync("hi").Within();

        Server.Topics[Path].Json.Should().NotContain("trace");
        telemetry.Sum("messaging.client.sent.messages").Should().Be(1);
    }

    [Fact]
    public async Task Span_OfAMessage_IsTheCurrentOneWhileTheApplicationHasIt()
    {
        using var telemetry = new TelemetryProbe(Address, metrics: false);
        IChatRoom room = await JoinHeardAsync(RoomKind.History);
        StreamProbe<RoomEvent> answers = await ReadToEndAsync(await JoinHeardAsync(RoomKind.History));
        await room.SendAsync("question").Within();
        Activity? current = null;

        await foreach (RoomEvent roomEvent in room.ReadAsync())
        {
            if (roomEvent is MessagePosted)
            {
                current = Activity.Current;
                await room.SendAsync("answer").Within();
                Activity.Current.Should().BeSameAs(current);
                break;
            }
        }

        Activity.Current.Should().BeNull();
        current!.DisplayName.Should().Be("process Chat/lobby");
        current.IsStopped.Should().BeTrue();
        telemetry.Spans.Single(span => span.Kind == ActivityKind.Producer && span.ParentSpanId == current.SpanId).TraceId.Should().Be(current.TraceId);
        await answers.NextAsync(2);
    }

    [Fact]
    public async Task Send_Failed_SaysWhyAndNothingMore()
    {
        using var telemetry = new TelemetryProbe(Address);
        IChatRoom room = await JoinHeardAsync(RoomKind.Live);
        Server.OnCall = (call, _) => call.StartsWith("set", StringComparison.Ordinal)
            ? throw new MessagingException(MessagingErrorCode.NotPermitted, "words with nobody's business in them")
            : Task.CompletedTask;

        await FailureAsync(room.SendAsync("hi"));

        Activity span = telemetry.Spans.Should().ContainSingle().Which;
        (span.Status, span.StatusDescription).Should().Be((ActivityStatusCode.Error, null));
        span.GetTagItem("error.type").Should().Be("NotPermitted");
        span.Events.Should().BeEmpty();
        foreach (string instrument in (string[])["messaging.client.sent.messages", "messaging.client.operation.duration"])
        {
            telemetry.Of(instrument).Should().ContainSingle().Which.Tags.Should().Contain("error.type", "NotPermitted");
        }
    }

    [Fact]
    public async Task Edit_OfATracedMessage_KeepsItsContext()
    {
        using var telemetry = new TelemetryProbe(Address, metrics: false);
        IChatRoom room = await JoinHeardAsync(RoomKind.History);
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(room);
        await room.SendAsync("hi").Within();
        ActivityContext? context = ((MessagePosted)await reader.NextAsync()).Message.TraceContext;

        await room.EditAsync(0, "ho").Within();

        ChatMessage edited = (await reader.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message;
        (edited.Text, edited.TraceContext).Should().Be(("ho", context));
        context.Should().NotBeNull();
        await reader.DisposeAsync();
        telemetry.Spans.Select(span => span.Kind).Should().Equal([ActivityKind.Producer, ActivityKind.Consumer], because: "an edit is another's doing");
    }

    private IEnumerable<KeyValuePair<string, object?>> Tags(string operation, MessageId id) =>
    [
        new("messaging.system", "diffusion"),
        new("server.address", Address),
        new("server.port", 8443),
        new("messaging.destination.name", "Chat/lobby"),
        new("messaging.operation.name", operation),
        new("messaging.operation.type", operation),
        new("messaging.message.id", id.Value),
    ];
}
