using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Live;

public sealed class TimeSeriesTests : LocalServerTests
{
    [Fact]
    public async Task Subscription_OfARoomWithHistory_BringsItsRangeAndThenLiveEvents()
    {
        ISession writer = await OpenAsync();
        ISession reader = await OpenAsync();
        await AddAsync(writer, "string", "limit 100", "limit 3");
        foreach (string text in new[] { "a", "b", "c" })
        {
            await writer.TimeSeries.AppendAsync("ts", text).Within();
        }

        await writer.TimeSeries.EditAsync("ts", 1, "B").Within();
        RecordingStream<IEvent<string>> events = new();
        RecordingStream<string> values = new();
        RecordingStream<string> fallback = new();
        reader.Topics.AddTimeSeriesStream("?ts//", events);
        reader.Topics.AddStream("?ts//", values);
        reader.Topics.AddFallbackStream(fallback);

        await reader.Topics.SubscribeAsync("?ts//").Within();
        IEventMetadata live = await writer.TimeSeries.AppendAsync("ts", "d").Within();

        (live.Sequence, live.Author).Should().Be((4, "admin"));
        (await events.NextAsync(5)).Should().Equal(
            "subscribe ts", "value ts null -> #1 'b'", "value ts #1 'b' -> #2 'c'", "value ts #2 'c' -> #3 for #1 'B'", "value ts #3 for #1 'B' -> #4 'd'");
        (await values.NextAsync(5)).Should().Equal(
            "subscribe ts", "value ts null -> 'b'", "value ts 'b' -> 'c'", "value ts 'c' -> 'B'", "value ts 'B' -> 'd'");
        fallback.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Events_ByStreamAndByQuery_AreEqual()
    {
        ISession session = await OpenAsync();
        RecordingStream<IEvent<IJSON>> stream = new();
        session.Topics.AddTimeSeriesStream("ts", stream);
        await session.Topics.SubscribeAsync("ts").Within();
        await AddAsync(session, "json", "limit 100", "limit 100");
        DateTimeOffset future = DateTimeOffset.UtcNow.AddDays(1);

        IEventMetadata first = await session.TimeSeries.AppendAsync("ts", Message(0)).Within();
        IEventMetadata dated = await session.TimeSeries.AppendAsync("ts", Message(1), future).Within();
        IEventMetadata edit = await session.TimeSeries.EditAsync("ts", 0, Message(2)).Within();

        dated.Timestamp.Should().Be(future.ToUnixTimeMilliseconds());
        IQueryResult<IJSON> all = await session.TimeSeries.RangeQuery.ForEdits().As<IJSON>().SelectFromAsync("ts").Within();
        (await stream.NextAsync()).Kind.Should().Be("subscribe");
        List<object?> streamed = [(await stream.NextAsync()).NewValue, (await stream.NextAsync()).NewValue, (await stream.NextAsync()).NewValue];
        all.Events.Should().Equal(streamed.Cast<IEvent<IJSON>>());
        all.Events.Select(entry => entry.Metadata).Should().Equal(first, dated, edit);
        all.Events.Last().OriginalMetadata.Should().Be(first);
        all.StreamStructure.Should().Be(StreamStructure.EDIT_EVENT_STREAM);
    }

    [Fact]
    public async Task Queries_OfEveryForm_SelectTheirEvents()
    {
        ISession session = await OpenAsync();
        await AddAsync(session, "int64", "limit 100", "limit 1");
        DateTimeOffset start = DateTimeOffset.UtcNow.AddHours(1);
        for (int i = 0; i < 10; i++)
        {
            await session.TimeSeries.AppendAsync<long?>("ts", i, start.AddSeconds(i)).Within();
        }

        IRangeQuery<long?> query = session.TimeSeries.RangeQuery.As<long?>();

        (await SelectAsync(query)).Should().Be("0 1 2 3 4 5 6 7 8 9");
        (await SelectAsync(query.From(3).To(5))).Should().Be("3 4 5");
        (await SelectAsync(query.From(start.AddSeconds(7)))).Should().Be("7 8 9");
        (await SelectAsync(query.To(start.AddSeconds(2)))).Should().Be("0 1 2");
        (await SelectAsync(query.FromStart().Next(2))).Should().Be("0 1");
        (await SelectAsync(query.From(5).Next(TimeSpan.FromSeconds(2)))).Should().Be("5 6 7");
        (await SelectAsync(query.From(5).Previous(2))).Should().Be("3 4 5");
        (await SelectAsync(query.From(5).Previous(TimeSpan.FromSeconds(1)))).Should().Be("4 5");
        (await SelectAsync(query.FromLast(2))).Should().Be("8 9");
        (await SelectAsync(query.FromLast(TimeSpan.FromSeconds(3)))).Should().Be("6 7 8 9");
        (await SelectAsync(query.UntilLast(8))).Should().Be("0 1 2");
        (await SelectAsync(query.UntilLast(TimeSpan.FromSeconds(8)))).Should().Be("0 1");
        (await SelectAsync(query.From(2).ToStart())).Should().Be("0 1 2");
        (await SelectAsync(query.From(2).Limit(2))).Should().Be("8 9 of 8");
    }

    [Fact]
    public async Task Edits_AreQueriedByKindAndRange()
    {
        ISession session = await OpenAsync();
        await AddAsync(session, "string", "limit 100", "limit 1");
        await session.TimeSeries.AppendAsync("ts", "a").Within();
        await session.TimeSeries.AppendAsync("ts", "b").Within();
        await session.TimeSeries.EditAsync("ts", 0, "x").Within();
        await session.TimeSeries.EditAsync("ts", 0, "y").Within();
        IRangeQuery<string> query = session.TimeSeries.RangeQuery.As<string>();

        (await SelectAsync(query)).Should().Be("y b");
        (await SelectAsync(query.ForEdits())).Should().Be("a b x y");
        (await SelectAsync(query.ForEdits().LatestEdits())).Should().Be("a b y");
        (await SelectAsync(query.ForEdits().From(0).To(0).AllEdits().From(2))).Should().Be("x y");
        (await SelectAsync(query.EditRange().To(2))).Should().Be("x b");
        IQueryResult<string> edits = await query.ForEdits().SelectFromAsync("ts").Within();
        edits.Merge(await query.From(1).SelectFromAsync("ts").Within()).Events.Select(entry => entry.Value).Should().Equal("y", "b");
    }

    [Fact]
    public async Task Set_OfATimeSeries_Appends()
    {
        ISession session = await OpenAsync();
        ITopicSpecification specification = Specification("double", "limit 100", "limit 100");

        (await session.TopicUpdate.AddAndSetAsync<double?>("ts", specification, 0.5).Within()).Should().Be(TopicCreationResult.CREATED);
        (await session.TopicUpdate.AddAndSetAsync<double?>("ts", specification, 1.5).Within()).Should().Be(TopicCreationResult.EXISTS);
        await session.TopicUpdate.SetAsync<double?>("ts", 2.5).Within();

        (await SelectAsync(session.TimeSeries.RangeQuery.As<double?>())).Should().Be("0.5 1.5 2.5");
        (await SelectAsync(session.TimeSeries.RangeQuery.As<IJSON>())).Should().Be("0.5 1.5 2.5");
    }

    [Fact]
    public async Task Fetch_OfATimeSeries_GivesTheBytesOfTheLatestEventToBytesOnly()
    {
        ISession session = await OpenAsync();
        await AddAsync(session, "string", "limit 100", "limit 100");
        await session.TimeSeries.AppendAsync("ts", "x").Within();
        IFetchRequest<object> request = session.Topics.FetchRequest;

        IFetchResult<IBytes> bytes = await request.WithValues<IBytes>().FetchAsync("ts").Within();
        IFetchResult<IJSON> forced = await request.WithValues<IJSON>().TopicTypes([TopicType.TIME_SERIES]).FetchAsync("ts").Within();

        byte[] value = bytes.Results.Single().Value.ToByteArray();
        value[..2].Should().Equal(0x00, 0x00);
        value[^3..].Should().Equal(0x02, 0x61, (byte)'x');
        forced.Results.Single().Value.Should().BeNull();
        (await request.WithValues<IJSON>().FetchAsync("ts").Within()).IsEmpty.Should().BeTrue("JSON restricts the topics to those it can read");
    }

    [Fact]
    public async Task Requests_ThatCannotBe_FailWithTheirTypes()
    {
        ISession session = await OpenAsync();
        await AddAsync(session, "string", "limit 100", "limit 100");
        await session.TopicControl.AddTopicAsync("plain", TopicType.STRING).Within();
        await session.TimeSeries.AppendAsync("ts", "x").Within();
        await session.TimeSeries.EditAsync("ts", 0, "y").Within();

        await Failing(() => session.TimeSeries.AppendAsync("nowhere", "x")).Should().ThrowAsync<NoSuchTopicException>();
        await Failing(() => session.TimeSeries.AppendAsync("plain", "x")).Should().ThrowAsync<IncompatibleTopicException>();
        await Failing(() => session.TimeSeries.AppendAsync<long?>("ts", 1)).Should().ThrowAsync<IncompatibleTopicException>();
        await Failing(() => session.TimeSeries.EditAsync("ts", 9, "x")).Should().ThrowAsync<NoSuchEventException>();
        await Failing(() => session.TimeSeries.EditAsync("ts", 1, "x")).Should().ThrowAsync<NoSuchEventException>();
        (await Failing(() => session.TimeSeries.AppendAsync("ts", "x", DateTimeOffset.UnixEpoch)).Should().ThrowAsync<SessionException>())
            .Which.Reason.Code.Should().Be(106);
        await Failing(() => session.TimeSeries.RangeQuery.SelectFromAsync("nowhere")).Should().ThrowAsync<NoSuchTopicException>();
        await Failing(() => session.TimeSeries.RangeQuery.SelectFromAsync("plain")).Should().ThrowAsync<IncompatibleTopicException>();
        await Failing(() => session.TimeSeries.RangeQuery.As<long?>().SelectFromAsync("ts")).Should().ThrowAsync<InvalidQueryException>();
        await Failing(() => session.TopicControl.AddTopicAsync("bare", TopicType.TIME_SERIES)).Should().ThrowAsync<InvalidTopicSpecificationException>();
    }

    [Fact]
    public async Task Values_OfAllSizes_SurviveDeltasAndCompression()
    {
        ISession writer = await OpenAsync();
        ISession reader = await OpenAsync();
        await AddAsync(writer, "binary", "limit 10", "limit 10");
        RecordingStream<IEvent<IBinary>> events = new();
        reader.Topics.AddTimeSeriesStream("ts", events);
        await reader.Topics.SubscribeAsync("ts").Within();
        (await events.NextAsync()).Kind.Should().Be("subscribe");
        long sequence = 0;

        foreach (int length in new[] { 0, 1, 100, 127, 128, 5_000, 5_001, 70_000, 3 })
        {
            IBinary value = Diffusion.DataTypes.Binary.ReadValue([.. Enumerable.Range(0, length).Select(i => (byte)(i * i))]);
            IEventMetadata metadata = await writer.TimeSeries.AppendAsync("ts", value).Within();

            IEvent<IBinary> next = (IEvent<IBinary>)(await events.NextAsync()).NewValue!;
            next.Value.Should().Be(value);
            next.Metadata.Should().Be(metadata);
            metadata.Sequence.Should().Be(sequence++);
        }
    }

    private static Func<Task> Failing(Func<Task> call) => () => call().Within();

    private static ITopicSpecification Specification(string valueType, string retained, string subscription) =>
        Diffusion.NewSpecification(TopicType.TIME_SERIES)
            .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, valueType)
            .WithProperty(TopicSpecificationProperty.TimeSeriesRetainedRange, retained)
            .WithProperty(TopicSpecificationProperty.TimeSeriesSubscriptionRange, subscription);

    private static async Task AddAsync(ISession session, string valueType, string retained, string subscription) =>
        (await session.TopicControl.AddTopicAsync("ts", Specification(valueType, retained, subscription)).Within()).Should().Be(AddTopicResult.CREATED);

    private static async Task<string> SelectAsync<TValue>(IQuery<TValue> query)
    {
        IQueryResult<TValue> result = await query.SelectFromAsync("ts").Within();
        string values = string.Join(' ', result.Events.Select(entry => entry.Value switch
        {
            IJSON json => json.ToJSONString(),
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => $"{entry.Value}",
        }));
        return result.IsComplete ? values : $"{values} of {result.SelectedCount}";
    }
}
