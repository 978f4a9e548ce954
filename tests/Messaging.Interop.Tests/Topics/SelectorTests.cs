using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

public sealed class SelectorTests : InteropTest
{
    private static readonly string[] Topics =
        ["Chat", "Chat/Lobby", "Chat/Lobby/archive", "Chat/Default Room", "Chat/Räume 😀", "Other", "Other/Lobby"];

    /// <summary>Selectors of the four kinds and what they match among <see cref="Topics"/>.</summary>
    public static TheoryData<string, string[]> Selectors => new()
    {
        { "Chat/Lobby", ["Chat/Lobby"] },
        { ">Chat/Default Room", ["Chat/Default Room"] },
        { "/Chat/Räume 😀/", ["Chat/Räume 😀"] },
        { "?Chat/.*", ["Chat/Lobby", "Chat/Default Room", "Chat/Räume 😀"] },
        { "?Chat/", ["Chat/Lobby", "Chat/Lobby/archive", "Chat/Default Room", "Chat/Räume 😀"] },
        { "?Chat//", ["Chat", "Chat/Lobby", "Chat/Lobby/archive", "Chat/Default Room", "Chat/Räume 😀"] },
        { "?.*/Lobby", ["Chat/Lobby", "Other/Lobby"] },
        { "?(Chat|Other)", ["Chat", "Other"] },
        { "*.*Lobby", ["Chat/Lobby", "Other/Lobby"] },
        { "*.*Lobby//", ["Chat/Lobby", "Chat/Lobby/archive", "Other/Lobby"] },
        { "*Chat", ["Chat"] },
        { "#>Other////?Chat/L.*", ["Other", "Chat/Lobby"] },
        { "#?Chat/////>Other", ["Chat/Lobby", "Chat/Lobby/archive", "Chat/Default Room", "Chat/Räume 😀", "Other"] },
        { "?lobby", [] },
        { "Lobby", [] },
    };

    [Theory]
    [Trait("Rule", "TOPIC-20")]
    [MemberData(nameof(Selectors))]
    public async Task Select_OfTopicsThatExist_SubscribesToThoseThatMatch(string selector, string[] expected)
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("?.*//", "json");
        await AddAllAsync(js);

        await js.SelectAsync(selector);
        await js.PingAsync();

        Subscribed(stream).Should().BeEquivalentTo(expected);
        (await js.FetchAsync(selector)).Paths.Should().BeEquivalentTo(expected, "a fetch matches alike");
    }

    [Theory]
    [Trait("Rule", "TOPIC-10")]
    [MemberData(nameof(Selectors))]
    public async Task Select_OfTopicsThatComeLater_SubscribesToThoseThatMatch(string selector, string[] expected)
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("?.*//", "json");
        await js.SelectAsync(selector);

        await AddAllAsync(js);
        await js.PingAsync();

        Subscribed(stream).Should().BeEquivalentTo(expected);
    }

    [Fact]
    [Trait("Rule", "TOPIC-24")]
    public async Task Select_OfSeveralSelectors_SubscribesToWhatAnyMatches()
    {
        JsSession js = await ConnectAsync();
        JsStream stream = await js.AddStreamAsync("?.*//", "json");
        await AddAllAsync(js);

        await js.SelectAsync("Other", "?Chat/L.*", "*Chat/D.*");
        await js.PingAsync();

        Subscribed(stream).Should().BeEquivalentTo("Other", "Chat/Lobby", "Chat/Default Room");
    }

    [Theory]
    [Trait("Rule", "TOPIC-21")]
    [InlineData("?(")]
    [InlineData("*[a")]
    public async Task Select_OfABrokenPattern_IsAnErrorAndTheSessionLives(string selector)
    {
        JsSession js = await ConnectAsync();

        Func<Task> selecting = () => js.SelectAsync(selector);

        await selecting.Should().ThrowAsync<JsException>();
        await js.PingAsync();
    }

    private static async Task AddAllAsync(JsSession js)
    {
        foreach (string path in Topics)
        {
            await js.AddTopicAsync(path, "JSON");
        }
    }

    private static IEnumerable<string> Subscribed(JsStream stream) =>
        stream.Events.TakeAll().Where(e => e.Kind == "subscribe").Select(e => e.Path);
}
