using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class AddTopicTests : InteropTest
{
    // TopicAddFailReason of the SDK.
    private const int ExistsMismatch = 2;
    private const int InvalidName = 15;

    [Theory]
    [Trait("Rule", "TOPIC-06")]
    [InlineData("JSON")]
    [InlineData("STRING")]
    [InlineData("INT64")]
    [InlineData("DOUBLE")]
    [InlineData("BINARY")]
    public async Task Add_OfAType_CreatesATopicThatSubscribersSeeAsSuch(string type)
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a/b", "any");
        await js.SelectAsync("a/b");

        bool added = await js.AddTopicAsync("a/b", type);

        added.Should().BeTrue();
        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Path.Should().Be("a/b");
        subscribed.Type.Should().Be(type);
    }

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public async Task Add_WithProperties_ShowsThemToSubscribers()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");

        await js.AddTopicAsync("a", "JSON", new() { ["CONFLATION"] = "off", ["OWNER"] = "$Principal is 'admin'" });

        Text((await stream.NextAsync("subscribe")).Properties).Should().Be("""{"CONFLATION":"off","OWNER":"$Principal is \u0027admin\u0027"}""");
    }

    [Fact]
    [Trait("Rule", "TOPIC-06")]
    public async Task Add_OfATopicThatExistsAlike_SaysNotAdded()
    {
        JsSession js = await ConnectAsync();
        JsonObject Properties() => new() { ["CONFLATION"] = "off" };
        await js.AddTopicAsync("a/b", "JSON", Properties());

        (await js.AddTopicAsync("a/b", "JSON", Properties())).Should().BeFalse();
        (await js.AddTopicAsync("/a/b/", "JSON", Properties())).Should().BeFalse("one slash at either end means nothing");
        Server.Statistics.Topics.Should().Be(1);
    }

    [Theory]
    [Trait("Rule", "TOPIC-07")]
    [InlineData("STRING", null)]
    [InlineData("JSON", "CONFLATION")]
    public async Task Add_OfATopicThatExistsOtherwise_IsAMismatch(string type, string? property)
    {
        JsSession js = await ConnectAsync();
        await js.AddTopicAsync("a/b", "JSON");

        Func<Task> adding = () => js.AddTopicAsync("a/b", type, property is null ? null : new() { [property] = "off" });

        (await adding.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(ExistsMismatch);
    }

    [Theory]
    [Trait("Rule", "TOPIC-03")]
    [InlineData("a//b")]
    [InlineData("//")]
    public async Task Add_AtAPathThatIsNone_IsAnInvalidName(string path)
    {
        JsSession js = await ConnectAsync();

        Func<Task> adding = () => js.AddTopicAsync(path, "JSON");

        (await adding.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(InvalidName);
    }

    [Theory]
    [Trait("Rule", "TOPIC-08")]
    [InlineData("a/b", 1)]
    [InlineData("?a//", 3)]
    [InlineData("?a/", 2)]
    [InlineData("*.*", 4)]
    [InlineData("x", 0)]
    public async Task Remove_BySelector_CountsWhatItRemoved(string selector, int removed)
    {
        JsSession js = await ConnectAsync();
        foreach (string path in new[] { "a", "a/b", "a/c", "b" })
        {
            await js.AddTopicAsync(path, "JSON");
        }

        (await js.RemoveAsync(selector)).Should().Be(removed);
        Server.Statistics.Topics.Should().Be(4 - removed);
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Remove_OfASubscribedTopic_IsToldAsRemoved()
    {
        const int removed = 2;
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");
        await js.AddTopicAsync("a", "JSON");
        await stream.NextAsync("subscribe");

        await js.RemoveAsync("a");

        (await stream.NextAsync("unsubscribe")).ReasonId.Should().Be(removed);
    }

    [Fact]
    [Trait("Rule", "TOPIC-13")]
    public async Task Add_AfterARemoval_SubscribesAgainAndGetsNewValues()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("a", "json");
        await js.SelectAsync("a");
        await js.AddAndSetAsync("a", "JSON", "first");
        await js.RemoveAsync("a");

        await js.AddAndSetAsync("a", "JSON", "second");

        await stream.NextAsync("subscribe");
        (await stream.NextValueAsync()).GetString().Should().Be("first");
        await stream.NextAsync("unsubscribe");
        await stream.NextAsync("subscribe");
        JsEvent value = await stream.NextAsync("value");
        value.Value.GetString().Should().Be("second");
        value.Old.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }
}
