using Messaging.Tests.Fakes;

namespace Messaging.Tests.Diagnostics;

/// <summary>What is counted and measured is what has happened.</summary>
public sealed class MetricsTests : TelemetryTest
{
    private const string Sent = "messaging.client.sent.messages";
    private const string Consumed = "messaging.client.consumed.messages";
    private const string Duplicates = "messaging.diffusion.duplicates";
    private const string Depth = "messaging.diffusion.outbox.depth";

    [Fact]
    public async Task Messages_InTwoRoomsWithSeveralReaders_AddUp()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        IChatRoom live = await JoinHeardAsync(RoomKind.Live, "live");
        IChatRoom history = await JoinHeardAsync(RoomKind.History, "history");
        await history.SendAsync("before anybody reads").Within();
        StreamProbe<RoomEvent>[] liveReaders = [await ReadToEndAsync(live), await ReadToEndAsync(await JoinHeardAsync(RoomKind.Live, "live"))];
        StreamProbe<RoomEvent>[] historyReaders =
            [await ReadToEndAsync(history), await ReadToEndAsync(history), await ReadToEndAsync(await JoinHeardAsync(RoomKind.History, "history"))];

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => live.SendAsync("hi"))).Within();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => history.SendAsync("hi"))).Within();
        foreach ((StreamProbe<RoomEvent> reader, int count) in liveReaders.Select(reader => (reader, 5)).Concat(historyReaders.Select(reader => (reader, 3))))
        {
            await reader.NextAsync(count);
            await reader.DisposeAsync();
        }

        telemetry.Sum(Sent).Should().Be(9);
        telemetry.Sum(Sent, "Chat/live").Should().Be(5);
        telemetry.Sum(Consumed, "Chat/live").Should().Be(5 * 2);
        telemetry.Sum(Consumed, "Chat/history").Should().Be((1 + 3) * 3);
        telemetry.Of("messaging.client.operation.duration").Should().HaveCount(9);
        telemetry.Of("messaging.process.duration").Should().HaveCount(10 + 12);
        telemetry.Of("messaging.diffusion.delivery.latency").Should().HaveCount(
            3 * 3, because: "a live room has no time of the server, and what was there before is no delivery");
        telemetry.All.Should().OnlyContain(one => Equals(one.Tags["messaging.system"], "diffusion") && Equals(one.Tags["server.port"], 8443));
        telemetry.All.Should().NotContain(one => one.Instrument.EndsWith("gaps", StringComparison.Ordinal) || one.Instrument == Duplicates);
    }

    [Fact]
    public async Task Durations_FollowTheClock()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        IChatRoom room = await JoinHeardAsync(RoomKind.History);
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(room);
        var answer = new TaskCompletionSource();
        Server.OnReply = () => answer.Task;

        Task sending = room.SendAsync("hi");
        Time.Advance(TimeSpan.FromSeconds(2));
        answer.SetResult();
        await sending.Within();
        await reader.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(3));
        await reader.DisposeAsync();

        telemetry.Of("messaging.client.operation.duration").Should().ContainSingle().Which.Value.Should().Be(2);
        telemetry.Of("messaging.diffusion.delivery.latency").Should().ContainSingle().Which.Value.Should().Be(2);
        telemetry.Of("messaging.process.duration").Should().ContainSingle().Which.Value.Should().Be(3);
    }

    [Fact]
    public async Task Latency_ServersClockIsAhead_IsNotNegative()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(await JoinHeardAsync(RoomKind.History));

        Post();
        Time.WallClockOffset = TimeSpan.FromSeconds(-5);
        await reader.NextAsync();

        telemetry.Of("messaging.diffusion.delivery.latency").Should().ContainSingle().Which.Value.Should().Be(0);
    }

    [Fact]
    public async Task Reconnects_AreCountedByWhatBecameOfTheSession()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        MessagingClient client = NewHeardClient();
        await client.ConnectAsync().Within();

        Server.Session.LoseLink();
        Server.Session.Resume();
        await WhenReconnectedAsync(telemetry, 1);
        await DropAsync(client);
        await ReconnectAsync(client);
        await WhenReconnectedAsync(telemetry, 2);

        telemetry.Of("messaging.diffusion.reconnects").Select(one => one.Tags["messaging.diffusion.session"]).Should().Equal("resumed", "replaced");
        telemetry.Of("messaging.diffusion.reconnects").Should().OnlyContain(one => one.Value == 1);
    }

    [Fact]
    public async Task Gap_IsCountedWithItsReason_OnceForEachReader()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        MessagingClient client = NewHeardClient();
        IChatRoom room = await JoinHeardAsync(RoomKind.Live, client: client);
        StreamProbe<RoomEvent>[] readers = [await ReadToEndAsync(room), await ReadToEndAsync(room)];

        await DropAsync(client);
        await ReconnectAsync(client);

        foreach (StreamProbe<RoomEvent> reader in readers)
        {
            (await reader.NextAsync()).Should().BeOfType<Gap>();
        }

        telemetry.Of("messaging.diffusion.gaps").Should().HaveCount(2)
            .And.OnlyContain(one => one.Value == 1 && Equals(one.Tags["messaging.diffusion.gap.reason"], "SessionReplaced"));
    }

    [Fact]
    public async Task Repair_NothingMissingInTheEnd_IsCountedAndNoGap()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        MessagingClient client = NewHeardClient();
        IChatRoom room = await JoinHeardAsync(RoomKind.History, client: client);
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(room);

        await DropAsync(client);
        Post(2);
        await ReconnectAsync(client);
        (await WordsAsync(reader, 2)).Should().Equal("0", "1");
        Task<bool> next = reader.MoveNextAsync();

        telemetry.Of("messaging.diffusion.repairs").Should().ContainSingle()
            .Which.Tags.Should().Contain("messaging.diffusion.gap.reason", "SessionReplaced");
        telemetry.Of("messaging.diffusion.gaps").Should().BeEmpty();
        next.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Repair_SomethingIsGone_IsAGapAndNoRepair()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        AddRoom("limit 5", "limit 5");
        MessagingClient client = NewHeardClient();
        StreamProbe<RoomEvent> reader = await ReadToEndAsync(await JoinHeardAsync(RoomKind.History, client: client));

        await DropAsync(client);
        Post(20);
        await ReconnectAsync(client);
        (await WordsAsync(reader, 6))[0].Should().StartWith("gap SessionReplaced");
        _ = reader.MoveNextAsync();

        telemetry.Of("messaging.diffusion.gaps").Should().ContainSingle();
        telemetry.Of("messaging.diffusion.repairs").Should().BeEmpty();
    }

    [Fact]
    public async Task Duplicate_ToldAgainByTheServer_IsCountedAndNotRead()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        MessagingClient client = NewHeardClient();
        Server.Put(Path, """{"text":"held"}""");
        IChatRoom room = await JoinHeardAsync(RoomKind.Live, client: client);
        StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync(2);

        await DropAsync(client);
        await ReconnectAsync(client);
        (await reader.NextAsync()).Should().BeOfType<Gap>();
        Server.Put(Path, """{"text":"new"}""");
        (await reader.NextAsync()).Text().Should().Be("new");

        telemetry.Of(Duplicates).Should().ContainSingle().Which.Tags.Should().Contain("messaging.operation.name", "process");
        telemetry.Sum(Consumed).Should().Be(2);
    }

    [Fact]
    public async Task Duplicate_FoundInTheRoom_IsCountedAndNotSentAgain()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        (MessagingClient client, IChatRoom room) = await JoinAsync(Hear);
        LoseNextAnswer("append");

        Task sending = room.SendAsync("hi");
        await ReconnectAsync(client);
        await sending.Within();

        await Eventually.BecomesAsync(() => telemetry.Of(Duplicates).Count, count => count == 1);
        telemetry.Of(Duplicates)[0].Tags.Should().Contain("messaging.operation.name", "send");
        telemetry.Sum(Sent).Should().Be(1);
        Texts.Should().Equal("hi");
    }

    [Fact]
    public async Task OutboxDepth_IsWhatWaits_OfAllClients()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        IChatRoom one = await JoinHeardAsync(RoomKind.History);
        FakeSession first = Server.Session;
        IChatRoom other = await JoinHeardAsync(RoomKind.History);
        telemetry.Ask(Depth).Should().BeEmpty(because: "nothing was sent yet");
        first.LoseLink();
        Server.Session.LoseLink();

        Task[] sending = [one.SendAsync("1"), one.SendAsync("2"), other.SendAsync("3")];
        telemetry.Ask(Depth).Should().ContainSingle().Which.Value.Should().Be(3);
        telemetry.Sum(Sent).Should().Be(0);
        first.Resume();
        Server.Session.Resume();
        await Task.WhenAll(sending).Within();

        telemetry.Ask(Depth).Should().ContainSingle().Which.Value.Should().Be(0);
        telemetry.Sum(Sent).Should().Be(3);
    }

    [Fact]
    public async Task Send_NeverPutOnTheWire_IsNotCountedAsSent()
    {
        using var telemetry = new TelemetryProbe(Address, spans: false);
        IChatRoom room = await JoinHeardAsync(RoomKind.Live);
        Server.Session.LoseLink();

        Task sending = room.SendAsync("hi");
        await room.LeaveAsync().Within();
        await FailureAsync(sending);

        telemetry.Of(Sent).Should().BeEmpty();
        telemetry.Of("messaging.client.operation.duration").Should().ContainSingle().Which.Tags.Should().Contain("error.type", "NotSent");
    }

    [Fact]
    public async Task ReaderLag_IsThatOfTheSlowest()
    {
        const string Lag = "messaging.diffusion.reader.lag";
        using var telemetry = new TelemetryProbe(Address, spans: false);
        MessagingClient client = NewHeardClient();
        IChatRoom room = await JoinHeardAsync(RoomKind.Live, client: client);
        telemetry.Ask(Lag).Should().BeEmpty(because: "nobody reads");
        StreamProbe<RoomEvent> slow = await ReadToEndAsync(room);
        StreamProbe<RoomEvent> fast = await ReadToEndAsync(room);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => room.SendAsync("hi"))).Within();
        await fast.NextAsync(3);
        telemetry.Ask(Lag).Should().ContainSingle().Which.Value.Should().Be(3);
        await slow.NextAsync();
        telemetry.Ask(Lag).Should().ContainSingle().Which.Value.Should().Be(2);

        await client.DisposeAsync().Within();
        telemetry.Ask(Lag).Should().BeEmpty();
    }

    private static async Task WhenReconnectedAsync(TelemetryProbe telemetry, int count) =>
        await Eventually.BecomesAsync(() => telemetry.Of("messaging.diffusion.reconnects").Count, found => found == count);
}
