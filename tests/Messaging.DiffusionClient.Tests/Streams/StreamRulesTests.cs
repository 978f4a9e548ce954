using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>Which stream is told what.</summary>
public sealed class StreamRulesTests : LoggedTest
{
    [Fact]
    public async Task AddStream_TopicSubscribedBefore_GetsSubscriptionAndCachedValue()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> first = new();
        scripted.Session.Topics.AddStream("a", first);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));
        await first.NextAsync(2);
        RecordingStream<string> late = new();

        scripted.Session.Topics.AddStream("?a", late);
        (await late.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");

        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("y")));
        (await late.NextAsync()).ToString().Should().Be("value a 'x' -> 'y'");
        (await first.NextAsync()).ToString().Should().Be("value a 'x' -> 'y'");
    }

    [Fact]
    public async Task Stream_TopicOfATypeItCannotRead_GetsNothing()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<long?> int64 = new();
        RecordingStream<IJSON> json = new();
        RecordingStream<IBytes> bytes = new();
        scripted.Session.Topics.AddStream("*.*", int64);
        scripted.Session.Topics.AddStream("*.*", json);
        scripted.Session.Topics.AddStream("*.*", bytes);

        scripted.Connection.Give(TopicFrames.Subscribed(1, "b", 0x0e));
        scripted.Connection.Give(TopicFrames.Subscribed(2, "t", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Subscribed(3, "i", TopicFrames.Int64));
        scripted.Connection.Give(TopicFrames.Subscribed(4, "?", 0x30));

        (await bytes.NextAsync(4)).Should().Equal("subscribe b", "subscribe t", "subscribe i", "subscribe ?");
        (await json.NextAsync(2)).Should().Equal("subscribe t", "subscribe i");
        (await int64.NextAsync()).ToString().Should().Be("subscribe i");
        int64.TryNext().Should().BeNull();
        json.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task FallbackStream_ServesWhatNobodySelects()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> fallback = new();
        RecordingStream<string> selecting = new();
        scripted.Session.Topics.AddFallbackStream(fallback);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));
        (await fallback.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");

        scripted.Session.Topics.AddStream("a", selecting);
        (await fallback.NextAsync()).ToString().Should().Be("unsubscribe a STREAM_CHANGE");
        (await selecting.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");

        scripted.Session.Topics.RemoveStream(selecting);
        (await selecting.NextAsync()).ToString().Should().Be("close");
        (await fallback.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");
    }

    [Fact]
    public async Task FallbackStream_AddedLate_GetsOnlyTopicsWithoutAStream()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> selecting = new();
        RecordingStream<string> fallback = new();
        scripted.Session.Topics.AddStream("a", selecting);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Subscribed(2, "b", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));
        await selecting.NextAsync(2);

        scripted.Session.Topics.AddFallbackStream(fallback);

        (await fallback.NextAsync()).ToString().Should().Be("subscribe b");
        scripted.Session.Topics.RemoveStream(fallback);
        (await fallback.NextAsync()).ToString().Should().Be("close");
    }

    [Fact]
    public async Task Stream_AddedForTwoSelectors_IsToldOnce()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("?a", stream);
        scripted.Session.Topics.AddStream(">a", stream);

        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Unsubscribed(1, 0));
        (await stream.NextAsync(2)).Should().Equal("subscribe a", "unsubscribe a REQUESTED");
        scripted.Session.Topics.RemoveStream(stream);

        (await stream.NextAsync()).ToString().Should().Be("close");
        stream.TryNext().Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "TOPIC-13, TOPIC-14")]
    public async Task Messages_ForUnknownTopics_AreIgnored()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("*.*", stream);

        scripted.Connection.Give(TopicFrames.Value(9, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Delta(9, 0x41, 0x61));
        scripted.Connection.Give(TopicFrames.Unsubscribed(9, 0));
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));

        (await stream.NextAsync()).ToString().Should().Be("subscribe a");
        scripted.Session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
    }

    [Fact]
    [Trait("Rule", "TOPIC-13")]
    public async Task Subscription_OfAPathOrIdInUse_TakesTheOldOneAway()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("*.*", stream);

        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Subscribed(2, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(2, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Subscribed(2, "b", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("lost")));
        scripted.Connection.Give(TopicFrames.Value(2, TopicFrames.TextValue("y")));

        (await stream.NextAsync(7)).Should().Equal(
            "subscribe a", "unsubscribe a SUBSCRIPTION_REFRESH", "subscribe a", "value a null -> 'x'",
            "unsubscribe a SUBSCRIPTION_REFRESH", "subscribe b", "value b null -> 'y'");
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Unsubscription_ForAReasonFromTheFuture_IsUnknown()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("*.*", stream);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));

        scripted.Connection.Give(TopicFrames.Unsubscribed(1, 9));

        (await stream.NextAsync(2))[1].Should().Be("unsubscribe a UNKNOWN");
    }

    [Fact]
    public async Task AddStream_BadArguments_AreRefusedAtOnce()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        FluentActions.Invoking(() => scripted.Session.Topics.AddStream("#", new RecordingStream<string>())).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => scripted.Session.Topics.AddStream<string>("a", null)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => scripted.Session.Topics.AddStream("a", new RecordingStream<DateTime>()))
            .Should().Throw<ArgumentException>().WithMessage("*System.DateTime*IJSON*");
    }
}
