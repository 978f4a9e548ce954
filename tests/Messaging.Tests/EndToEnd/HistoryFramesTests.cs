using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.EndToEnd;

/// <summary>What a client asks of the server, counted on the wire.</summary>
public sealed class HistoryFramesTests : ServerTest
{
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    [Fact]
    [Trait("Rule", "WIRE-30")]
    public async Task JoinAndRead_HundredMessages_TakesOneSubscriptionAndNoQuery()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom ann = await NewClient(server.Url).JoinAsync("lobby", History).Within();
        for (int i = 0; i < 100; i++)
        {
            await ann.SendAsync($"message {i}").Within();
        }

        await using WebSocketRelay relay = WebSocketRelay.Start(server.Url);
        IChatRoom bob = await NewClient(relay.Url).JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> reader = bob.ReadAsync(ReadFrom.Latest(100)).Probe();
        IReadOnlyList<RoomEvent> told = await reader.NextAsync(101);

        told.SkipLast(1).Select(message => message.Text()).Should().Equal(Enumerable.Range(0, 100).Select(i => $"message {i}"));
        told[^1].Should().Be(new CaughtUp());

        // What the principal may do is asked beside the joining. The answer to this one says that whatever was asked before it has been counted.
        await bob.SendAsync("hello").Within();
        relay.Sent.Select(message => Frame.Read(message)).Where(frame => frame.Type == FrameType.Request).Select(frame => frame.Service)
            .Should().Equal(ServiceId.GetPathPermissions, ServiceId.AddTopic, ServiceId.Subscribe, ServiceId.Append);
    }

    /// <summary>The other side of the same count: what the subscription does not bring takes one query.</summary>
    [Fact]
    public async Task Read_MoreThanTheSubscriptionBrings_TakesOneQuery()
    {
        RoomOptions ten = History with { SubscriptionRange = "limit 10" };
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom ann = await NewClient(server.Url).JoinAsync("lobby", ten).Within();
        for (int i = 0; i < 100; i++)
        {
            await ann.SendAsync($"message {i}").Within();
        }

        await using WebSocketRelay relay = WebSocketRelay.Start(server.Url);
        IChatRoom bob = await NewClient(relay.Url).JoinAsync("lobby", ten).Within();
        await using StreamProbe<RoomEvent> reader = bob.ReadAsync(ReadFrom.Latest(100)).Probe();
        IReadOnlyList<RoomEvent> told = await reader.NextAsync(101);

        told.OfType<MessagePosted>().Should().HaveCount(100);
        await bob.SendAsync("hello").Within();
        relay.Sent.Select(message => Frame.Read(message)).Where(frame => frame.Type == FrameType.Request).Select(frame => frame.Service)
            .Should().Equal(ServiceId.GetPathPermissions, ServiceId.AddTopic, ServiceId.Subscribe, ServiceId.RangeQuery, ServiceId.Append);
    }
}
