using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class StreamTests : InteropTest
{
    private const int Requested = 0;

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Stream_OfASubscribedTopic_GetsSubscriptionThenValuesWithTheOldOne()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a/b", "JSON", Json("""{"n":1}"""));
        JsStream stream = await js.AddStreamAsync("a/b", "json");

        await js.SelectAsync("a/b");
        await js.SetAsync("a/b", "json", Json("""{"n":2}"""));

        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Path.Should().Be("a/b");
        JsEvent first = await stream.NextAsync("value");
        Text(first.Value).Should().Be("""{"n":1}""");
        Text(first.Old).Should().Be("null");
        JsEvent second = await stream.NextAsync("value");
        Text(second.Value).Should().Be("""{"n":2}""");
        Text(second.Old).Should().Be("""{"n":1}""");
    }

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Stream_OfATopicWithoutValue_GetsNoValueUntilThereIsOne()
    {
        JsSession js = await ConnectAsync();
        await js.AddTopicAsync("a", "STRING");
        JsStream stream = await js.AddStreamAsync("a", "string");

        await js.SelectAsync("a");
        await stream.NextAsync("subscribe");
        stream.Events.TakeAll().Should().BeEmpty();
        await js.SetAsync("a", "string", "x");

        (await stream.NextValueAsync()).GetString().Should().Be("x");
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Stream_OfASessionThatDidNotSubscribe_GetsNothing()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", "json");

        await js.AddAndSetAsync("a", "JSON", 1);
        await js.PingAsync();

        stream.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Unsubscribe_OfASelector_IsToldAsRequestedAndEndsTheValues()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");
        await stream.NextAsync("subscribe");
        await stream.NextAsync("value");

        await js.UnsubscribeAsync("a");
        await js.SetAsync("a", "json", 2);
        await js.PingAsync();

        (await stream.NextAsync("unsubscribe")).ReasonId.Should().Be(Requested);
        stream.Events.TakeAll().Should().BeEmpty();
        Server.Statistics.Subscriptions.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-13")]
    public async Task Select_AfterUnsubscribing_GetsTheCurrentValueAgain()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");
        await js.UnsubscribeAsync("a");
        await js.SetAsync("a", "json", 2);

        await js.SelectAsync("a");

        await stream.NextAsync("subscribe");
        (await stream.NextValueAsync()).GetInt32().Should().Be(1);
        await stream.NextAsync("unsubscribe");
        await stream.NextAsync("subscribe");
        (await stream.NextValueAsync()).GetInt32().Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-13")]
    public async Task Select_OfOverlappingSelectors_SubscribesOnce()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a/b", "JSON", 1);
        JsStream stream = await js.AddStreamAsync("?a//", "json");

        await js.SelectAsync("a/b");
        await js.SelectAsync("?a//");
        await js.SelectAsync("a/b");
        await js.SetAsync("a/b", "json", 2);
        await js.PingAsync();

        await stream.NextAsync("subscribe");
        (await stream.Events.NextValuesAsync(2)).Select(value => value.GetInt32()).Should().Equal(1, 2);
        stream.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task FallbackStream_GetsWhatNoOtherStreamMatches()
    {
        JsSession js = await ConnectAsync();
        JsStream own = await js.AddStreamAsync("a", "json");
        JsStream fallback = await js.AddStreamAsync(null, "json");
        await js.SelectAsync("?.*");

        await js.AddAndSetAsync("a", "JSON", "to its own stream");
        await js.AddAndSetAsync("b", "JSON", "to the fallback");

        (await fallback.NextAsync("subscribe")).Path.Should().Be("b");
        (await fallback.NextValueAsync()).GetString().Should().Be("to the fallback");
        (await own.NextAsync("subscribe")).Path.Should().Be("a");
        (await own.NextValueAsync()).GetString().Should().Be("to its own stream");
        fallback.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Streams_OfSeveralTypesOnOneTopic_GetWhatTheyCanRead()
    {
        JsSession js = await ConnectAsync();
        JsStream any = await js.AddStreamAsync("a", "any");
        JsStream json = await js.AddStreamAsync("a", "json");
        JsStream text = await js.AddStreamAsync("a", "string");
        JsStream number = await js.AddStreamAsync("a", "int64");
        await js.SelectAsync("a");

        await js.AddAndSetAsync("a", "STRING", "hello");

        foreach (JsStream stream in new[] { any, json, text })
        {
            await stream.NextAsync("subscribe");
            (await stream.NextValueAsync()).GetString().Should().Be("hello");
        }

        number.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Scopes_KeepATopicSubscribedUntilTheLastOfThemLetsGo()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectWithScopeAsync("one", "a");
        await js.SelectWithScopeAsync("two", "?.*//");
        await stream.NextAsync("subscribe");
        await stream.NextAsync("value");

        await js.UnsubscribeAsync("a");
        await js.UnsubscribeWithScopeAsync("one", "a");
        await js.SetAsync("a", "json", 2);
        (await stream.NextValueAsync()).GetInt32().Should().Be(2, "the scope 'two' still holds it");
        await js.UnsubscribeWithScopeAsync("two", "a");

        (await stream.NextAsync("unsubscribe")).ReasonId.Should().Be(Requested);
    }

    [Fact]
    [Trait("Rule", "TOPIC-11")]
    public async Task UnsubscribeAllScopes_LetsGoOfATopicInEveryScope()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a", "JSON", 1);
        await js.AddAndSetAsync("b", "JSON", 1);
        JsStream stream = await js.AddStreamAsync("?.*", "json");
        await js.SelectAsync("?.*");
        await js.SelectWithScopeAsync("one", "a");

        await js.UnsubscribeAllScopesAsync("a");
        await js.SetAsync("a", "json", 2);
        await js.SetAsync("b", "json", 2);
        await js.PingAsync();

        IReadOnlyList<JsEvent> events = stream.Events.TakeAll();
        events.Where(e => e.Path == "a").Select(e => e.Kind).Should().Equal("subscribe", "value", "unsubscribe");
        events.Where(e => e.Path == "b").Select(e => e.Kind).Should().Equal("subscribe", "value", "value");
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Unsubscribe_OfPartOfAPattern_KeepsTheRestAlsoForLaterTopics()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("?a/", "json");
        await js.SelectAsync("?a/");
        await js.UnsubscribeAsync("a/1");

        await js.AddAndSetAsync("a/1", "JSON", 1);
        await js.AddAndSetAsync("a/2", "JSON", 2);

        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Path.Should().Be("a/2");
        (await stream.NextValueAsync()).GetInt32().Should().Be(2);
        stream.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Close_OfAStream_EndsItsEventsOnly()
    {
        JsSession js = await ConnectAsync();
        JsStream closed = await js.AddStreamAsync("a", "json");
        JsStream open = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");

        await closed.CloseAsync();
        await js.AddAndSetAsync("a", "JSON", new JsonObject());

        await open.NextAsync("subscribe");
        await open.NextAsync("value");
        closed.Events.TakeAll().Select(e => e.Kind).Should().Equal("close");
    }
}
