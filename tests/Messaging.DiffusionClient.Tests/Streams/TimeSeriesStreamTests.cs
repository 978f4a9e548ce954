using System.Threading.Channels;
using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>Which stream is told what of time series topics.</summary>
[Trait("Rule", "TOPIC-71, TOPIC-72")]
public sealed class TimeSeriesStreamTests : LoggedTest
{
    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Events_OfATopic_ReachEventStreamsWholeAndValueStreamsBare()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> events = new();
        RecordingStream<string> values = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", events);
        scripted.Session.Topics.AddStream("ts", values);

        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Edit(1, 1, 0, TopicFrames.TextValue("y")));
        scripted.Connection.Give(TopicFrames.Unsubscribed(1, 0));

        (await events.NextAsync(4)).Should().Equal(
            "subscribe ts", "value ts null -> #0 'x'", "value ts #0 'x' -> #1 for #0 'y'", "unsubscribe ts REQUESTED");
        (await values.NextAsync(4)).Should().Equal("subscribe ts", "value ts null -> 'x'", "value ts 'x' -> 'y'", "unsubscribe ts REQUESTED");
    }

    [Fact]
    public async Task Event_Edited_TellsBothMetadata()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> events = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", events);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Edit(1, 1, 0, TopicFrames.TextValue("y")));
        await events.NextAsync();

        IEvent<string> original = (IEvent<string>)(await events.NextAsync()).NewValue!;
        IEvent<string> edit = (IEvent<string>)(await events.NextAsync()).NewValue!;

        (original.Metadata.Sequence, original.Metadata.Timestamp, original.Metadata.Author).Should().Be((0, 9, "u"));
        original.OriginalMetadata.Should().BeSameAs(original.Metadata);
        (edit.Metadata.Sequence, edit.Metadata.Timestamp, edit.Metadata.Author).Should().Be((1, 10, "v"));
        edit.OriginalMetadata.Should().Be(original.Metadata);
    }

    [Fact]
    public async Task Events_ForSeveralStreamsOfAType_AreReadOnce()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<IJSON>> one = new();
        RecordingStream<IEvent<IJSON>> two = new();
        RecordingStream<IJSON> bare = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", one);
        scripted.Session.Topics.AddStream("ts", bare);
        scripted.Session.Topics.AddTimeSeriesStream("?ts", two);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "json"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, 0x01));
        scripted.Connection.Give(TopicFrames.Original(1, 1, 0x02));
        await one.NextAsync();
        await two.NextAsync();
        await bare.NextAsync();

        StreamEvent first = await one.NextAsync();
        StreamEvent second = await one.NextAsync();
        second.OldValue.Should().BeSameAs(first.NewValue);
        (await two.NextAsync()).NewValue.Should().BeSameAs(first.NewValue);
        (await two.NextAsync()).NewValue.Should().BeSameAs(second.NewValue);
        object? bareFirst = (await bare.NextAsync()).NewValue;
        (await bare.NextAsync()).OldValue.Should().BeSameAs(bareFirst);
    }

    [Fact]
    public async Task Stream_AddedLate_GetsTheLatestEventOnly()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> first = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", first);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Original(1, 1, TopicFrames.TextValue("y")));
        await first.NextAsync(3);
        RecordingStream<IEvent<string>> lateEvents = new();
        RecordingStream<string> lateValues = new();

        scripted.Session.Topics.AddTimeSeriesStream("?ts", lateEvents);
        scripted.Session.Topics.AddStream("?ts", lateValues);

        (await lateEvents.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> #1 'y'");
        (await lateValues.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> 'y'");
    }

    [Fact]
    public async Task Stream_ThatCannotReadTheTopic_GetsNothing()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> textEvents = new();
        RecordingStream<IEvent<IJSON>> jsonEvents = new();
        RecordingStream<IEvent<IBytes>> byteEvents = new();
        RecordingStream<string> text = new();
        RecordingStream<IJSON> json = new();
        RecordingStream<IBytes> bytes = new();
        scripted.Session.Topics.AddTimeSeriesStream("*.*", textEvents);
        scripted.Session.Topics.AddTimeSeriesStream("*.*", jsonEvents);
        scripted.Session.Topics.AddTimeSeriesStream("*.*", byteEvents);
        scripted.Session.Topics.AddStream("*.*", text);
        scripted.Session.Topics.AddStream("*.*", json);
        scripted.Session.Topics.AddStream("*.*", bytes);

        scripted.Connection.Give(TopicFrames.Subscribed(1, "text", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.SubscribedSeries(2, "numbers", "int64"));
        scripted.Connection.Give(TopicFrames.Original(2, 0, 0x05));
        scripted.Connection.Give(TopicFrames.SubscribedSeries(3, "records", "record_v2"));
        scripted.Connection.Give(TopicFrames.Subscribed(4, "nameless", TopicFrames.TimeSeries));
        scripted.Connection.Give(TopicFrames.SubscribedSeries(5, "texts", "string"));

        (await byteEvents.NextAsync(5)).Should().Equal(
            "subscribe numbers", "value numbers null -> #0 05", "subscribe records", "subscribe nameless", "subscribe texts");
        (await bytes.NextAsync(6)).Should().Equal(
            "subscribe text", "subscribe numbers", "value numbers null -> 05", "subscribe records", "subscribe nameless", "subscribe texts");
        (await jsonEvents.NextAsync(3)).Should().Equal("subscribe numbers", "value numbers null -> #0 5", "subscribe texts");
        (await json.NextAsync(4)).Should().Equal("subscribe text", "subscribe numbers", "value numbers null -> 5", "subscribe texts");
        (await textEvents.NextAsync()).ToString().Should().Be("subscribe texts");
        (await text.NextAsync(2)).Should().Equal("subscribe text", "subscribe texts");
    }

    [Fact]
    [Trait("Rule", "TOPIC-60")]
    public async Task Delta_OfAnEvent_IsAppliedToItsWholeBytes()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<long?>> events = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", events);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "int64"));

        // 00 00 09 01 'u' 01 05: the sequence number and the value change, what is between and behind is copied.
        scripted.Connection.Give(TopicFrames.Original(1, 0, 0x05));
        scripted.Connection.Give(TopicFrames.Delta(1, 0x00, 0x01, 0x41, 0x01, 0x02, 0x04, 0x41, 0x06));

        (await events.NextAsync(3)).Should().Equal("subscribe ts", "value ts null -> #0 5", "value ts #0 5 -> #1 6");
    }

    [Theory]
    [InlineData("")]
    [InlineData("02010901750101")]
    [InlineData("000109017502")]
    [InlineData("00010901ff0101")]
    [InlineData("0001090175016161")]
    public async Task Event_Malformed_IsReportedAndTheNextOneIsDelivered(string malformed)
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> events = new();
        RecordingStream<string> values = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", events);
        scripted.Session.Topics.AddStream("ts", values);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, TopicFrames.TextValue("x")));

        scripted.Connection.Give(TopicFrames.Value(1, Convert.FromHexString(malformed)));
        scripted.Connection.Give(TopicFrames.Original(1, 2, TopicFrames.TextValue("y")));

        (await events.NextAsync(3)).Should().Equal("subscribe ts", "value ts null -> #0 'x'", "value ts null -> #2 'y'");
        (await values.NextAsync(3)).Should().Equal("subscribe ts", "value ts null -> 'x'", "value ts null -> 'y'");
        (await NextErrorAsync()).Should().Contain("'ts' cannot be read");
        (await NextErrorAsync()).Should().Contain("'ts' cannot be read");
    }

    [Fact]
    public async Task Event_WithAValueOfAnotherForm_StaysTheBaseOfTheNextDelta()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IEvent<string>> events = new();
        scripted.Session.Topics.AddTimeSeriesStream("ts", events);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));

        scripted.Connection.Give(TopicFrames.Original(1, 0, 0x82, 0x61));
        scripted.Connection.Give(TopicFrames.Delta(1, 0x00, 0x06, 0x42, 0x61, 0x61));

        (await NextErrorAsync()).Should().Contain("'ts' cannot be read");
        (await events.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> #0 'a'");
    }

    [Fact]
    public async Task FallbackStream_ServesTimeSeriesThatNobodySelects()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<string> fallback = new();
        RecordingStream<IEvent<string>> selecting = new();
        scripted.Session.Topics.AddFallbackStream(fallback);
        scripted.Connection.Give(TopicFrames.SubscribedSeries(1, "ts", "string"));
        scripted.Connection.Give(TopicFrames.Original(1, 0, TopicFrames.TextValue("x")));
        (await fallback.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> 'x'");

        scripted.Session.Topics.AddTimeSeriesStream("ts", selecting);
        (await fallback.NextAsync()).ToString().Should().Be("unsubscribe ts STREAM_CHANGE");
        (await selecting.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> #0 'x'");

        scripted.Session.Topics.RemoveStream(selecting);
        (await selecting.NextAsync()).ToString().Should().Be("close");
        (await fallback.NextAsync(2)).Should().Equal("subscribe ts", "value ts null -> 'x'");
    }

    [Fact]
    public async Task AddTimeSeriesStream_BadArguments_AreRefusedAtOnce()
    {
        await using ScriptedSession scripted = await OpenAsync();

        FluentActions.Invoking(() => scripted.Session.Topics.AddTimeSeriesStream("#", new RecordingStream<IEvent<string>>())).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => scripted.Session.Topics.AddTimeSeriesStream<string>("a", null)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => scripted.Session.Topics.AddTimeSeriesStream("a", new RecordingStream<IEvent<DateTime>>()))
            .Should().Throw<ArgumentException>().WithMessage("*System.DateTime*IJSON*");
    }

    private Task<ScriptedSession> OpenAsync() =>
        ScriptedSession.OpenAsync(factory => factory.SessionErrorHandler((_, e) => _errors.Writer.TryWrite(e.Error.Message)));

    private Task<string> NextErrorAsync() => _errors.Reader.ReadAsync().Within();
}
