using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions.Recovery;

public sealed class ReconnectionTests : RecoveryTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "SESS-11")]
    [Trait("Rule", "SESS-14")]
    public async Task Cut_OfASubscriber_LosesNoValueAndNoSubscription(bool leavesServerHalfOpen)
    {
        JsSession publisher = await ConnectAsync();
        JsSession js = await ConnectThroughRelayAsync();
        await publisher.AddTopicAsync("a", "JSON");
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");
        await stream.NextAsync("subscribe");
        await publisher.SetAsync("a", "json", 0);
        await stream.NextAsync("value");

        Relay.LoseAnswers();
        await publisher.SetAsync("a", "json", 1);
        await Eventually.BecomesAsync(() => Relay.LostBytes, lost => lost > 0);
        Task cut = CutAsync(js, leavesServerHalfOpen);
        await publisher.SetAsync("a", "json", 2);
        await cut;
        await publisher.SetAsync("a", "json", 3);

        (await stream.Events.NextValuesAsync(3)).Select(value => value.GetInt32()).Should().Equal(1, 2, 3);
        await js.PingAsync();
        stream.Events.TakeAll().Should().BeEmpty();
        Log.Records.Should().Contain(record => record.EventId.Name == "SessionResumed");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Cut_WithARequestUnderWay_IsAnsweredAfterIt()
    {
        JsSession owner = await ConnectAsync();
        JsSession js = await ConnectThroughRelayAsync();
        JsLock held = await owner.LockAsync("door");
        Task<JsLock> waiting = js.LockAsync("door");
        await js.PingAsync();

        await CutAsync(js);
        await held.UnlockAsync();

        JsLock granted = await waiting;
        granted.Sequence.Should().BeGreaterThan(held.Sequence);
        (await granted.UnlockAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Cut_WithAnswersLost_AnswersAllAndExecutesNothingTwice()
    {
        JsSession js = await ConnectThroughRelayAsync();
        await AddSeriesAsync(js, "series");

        Relay.LoseAnswers();
        Task<JsMetadata>[] appending = [.. Enumerable.Range(0, 50).Select(i => js.AppendAsync("series", i))];
        await Eventually.BecomesAsync(() => Server.Statistics.RetainedEvents, events => events == 50);
        await CutAsync(js);

        (await Task.WhenAll(appending)).Select(metadata => metadata.Sequence).Should().Equal(Enumerable.Range(0, 50).Select(i => (long)i));
        (await ReadSeriesAsync(js, "series")).Should().Equal(Enumerable.Range(0, 50));
    }

    [Fact]
    [Trait("Rule", "SESS-15")]
    public async Task Cut_WithOneRequestLost_ExecutesIt()
    {
        JsSession js = await ConnectThroughRelayAsync();
        await AddSeriesAsync(js, "series");
        await js.AppendAsync("series", 0);

        Relay.LoseRequests();
        Task<JsMetadata> appending = js.AppendAsync("series", 1);
        await Eventually.BecomesAsync(() => Relay.LostBytes, lost => lost > 0);
        await CutAsync(js);

        (await appending).Sequence.Should().Be(1);
        (await js.AppendAsync("series", 2)).Sequence.Should().Be(2);
        (await ReadSeriesAsync(js, "series")).Should().Equal(0, 1, 2);
        Log.Records.Should().NotContain(record => record.EventId.Name == "SessionRestarted");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(300)]
    [Trait("Rule", "SESS-16")]
    public async Task Cut_WithSeveralRequestsLost_LeavesNoPromiseOpenAndExecutesNothingTwice(int count)
    {
        JsSession js = await ConnectThroughRelayAsync();
        await AddSeriesAsync(js, "series");

        Relay.LoseRequests();
        Task<JsMetadata>[] appending = [.. Enumerable.Range(0, count).Select(i => js.AppendAsync("series", i))];
        await Eventually.BecomesAsync(() => Relay.LostBytes, lost => lost > 0);
        await js.IsConnectedAsync();
        Relay.Cut();

        // One that is lost for good fails, and the session goes on.
        IReadOnlyList<int> executed = await WhenSettledAsync(appending);
        IReadOnlyList<int> there = await ReadSeriesAsync(js, "series");
        there.Should().OnlyHaveUniqueItems();
        executed.Except(there).Should().BeEmpty();
        (await js.IsConnectedAsync()).Should().BeTrue();
        js.Events.TakeAll().Should().OnlyContain(told => told.Kind == "disconnect" || told.Kind == "reconnect");
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Cut_WithTooMuchMissed_SubscribesAnewWithFreshValues()
    {
        JsSession publisher = await ConnectAsync();
        JsSession js = await ConnectThroughRelayAsync();
        await publisher.AddAndSetAsync("a", "JSON", 0);
        await publisher.AddAndSetAsync("b", "JSON", 0);
        JsStream stream = await js.AddStreamAsync("?.", "json");
        await js.SelectAsync("?.");
        for (int i = 0; i < 4; i++)
        {
            await stream.Events.NextAsync();
        }

        JsLock lost = await publisher.LockAsync("door");
        Task<JsLock> waiting = js.LockAsync("door");
        await js.PingAsync();
        Relay.LoseAnswers();
        for (int i = 1; i <= 5000; i++)
        {
            await publisher.SetAsync("a", "json", i);
        }

        await CutAsync(js);

        await waiting.Awaiting(task => task).Should().ThrowAsync<JsException>();
        JsEvent[] events = new JsEvent[6];
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = await stream.Events.NextAsync();
        }

        events[..2].Should().OnlyContain(told => told.Kind == "unsubscribe");
        events[2..].Where(told => told.Kind == "subscribe").Should().HaveCount(2);
        events[2..].Where(told => told.Kind == "value").Select(told => (told.Path, told.Value.GetInt32())).Should().BeEquivalentTo([("a", 5000), ("b", 0)]);
        await publisher.SetAsync("b", "json", 1);
        (await stream.NextValueAsync()).GetInt32().Should().Be(1);
        (await lost.UnlockAsync()).Should().BeTrue();
        await js.LockAsync("door");

        // And it can lose its connection again.
        await CutAsync(js);
        await publisher.SetAsync("b", "json", 2);
        (await stream.NextValueAsync()).GetInt32().Should().Be(2);

        // A value may overtake the line that tells of the connection that it comes on.
        await Log.WhenLoggedAsync("SessionResumed").Within();
        Log.Records.Count(record => record.EventId.Name == "SessionResumed").Should().Be(1);
        Log.Records.Count(record => record.EventId.Name == "SessionRestarted").Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "SESS-21")]
    public async Task Cut_IsToldToListeners()
    {
        JsSession admin = await ConnectAsync();
        JsRegistration listener = await admin.Clients.AddListenerAsync($"$SessionId ne '{admin.SessionId}'", []);
        JsSession js = await ConnectThroughRelayAsync();
        await listener.NextAsync("session");

        await CutAsync(js);

        (await listener.NextAsync("session")).Json.GetProperty("state").GetString().Should().Be("DISCONNECTED");
        (await listener.NextAsync("session")).Json.GetProperty("state").GetString().Should().Be("RECONNECTED");
    }

    private static async Task<IReadOnlyList<int>> WhenSettledAsync(Task<JsMetadata>[] appending)
    {
        List<int> executed = [];
        for (int i = 0; i < appending.Length; i++)
        {
            try
            {
                await appending[i];
                executed.Add(i);
            }
            catch (JsException e)
            {
                e.Reason.Should().Be("Peer is disconnected");
            }
        }

        return executed;
    }
}
