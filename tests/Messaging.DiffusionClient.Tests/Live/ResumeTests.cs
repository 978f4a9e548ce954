using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>Both ends together: connections are cut under way, by somebody in between.</summary>
public sealed class ResumeTests : LocalServerTests
{
    private const int Appends = 1000;

    [Fact]
    [Trait("Rule", "SESS-10, SESS-11, SESS-18")]
    public async Task Appends_ThroughCuts_AreThereOnceAndSeenOnce()
    {
        await using FaultProxy relay = FaultProxy.Start(Server.Url);
        int reconnections = 0;
        ClientSession session = (ClientSession)await As("admin", "password")
            .SessionStateChangedHandler((_, e) => _ = e.OldState.Recovering && e.NewState.Connected ? Interlocked.Increment(ref reconnections) : 0)
            .OpenAsync(relay.Url.ToString()).Within();
        ITopicSpecification series = Diffusion.NewSpecification(TopicType.TIME_SERIES)
            .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, "int64")
            .WithProperty(TopicSpecificationProperty.TimeSeriesRetainedRange, "limit 5000");
        await session.TopicControl.AddTopicAsync("s", series).Within();
        RecordingStream<IEvent<long?>> stream = new();
        session.Topics.AddTimeSeriesStream("s", stream);
        await session.Topics.SubscribeAsync("s").Within();
        (await stream.NextAsync()).Kind.Should().Be("subscribe");

        HashSet<long> unknown = [];
        for (int first = 0; first < Appends; first += 20)
        {
            await Eventually.BecomesAsync(() => session.State, state => !state.Recovering);
            Task<IEventMetadata>[] calls = [.. Enumerable.Range(first, 20).Select(i => session.TimeSeries.AppendAsync<long?>("s", i))];
            Task cut = first % 100 == 0 ? relay.CutAsync(sides: CutSides.Client) : Task.CompletedTask;
            await cut.Within();
            for (int i = 0; i < calls.Length; i++)
            {
                try
                {
                    await calls[i].Within();
                }
                catch (SessionException e) when (e is not SessionClosedException)
                {
                    // Messages were lost: whether it is there is unknown.
                    unknown.Add(first + i);
                }
            }
        }

        await Eventually.BecomesAsync(() => session.State, state => !state.Recovering);
        IQueryResult<long?> all = await session.TimeSeries.RangeQuery.FromStart().As<long?>().SelectFromAsync("s").Within();
        long[] held = [.. all.Events.Select(entry => entry.Value!.Value)];
        held.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        Enumerable.Range(0, Appends).Select(i => (long)i).Except(held).Should().BeSubsetOf(unknown);
        reconnections.Should().BePositive();
        List<long> seen = [];
        bool refreshed = false;
        while (seen.Count == 0 || seen[^1] != held[^1])
        {
            switch (await stream.NextAsync())
            {
                case { Kind: "value", NewValue: IEvent<long?> entry }:
                    seen.Add(entry.Value!.Value);
                    break;
                case { Kind: "unsubscribe" }:
                    refreshed = true;
                    break;
            }
        }

        if (!refreshed)
        {
            seen.Should().Equal(held);
        }

        await session.DisposeAsync();
    }
}
