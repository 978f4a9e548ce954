using System.Text.Json;
using Microsoft.Playwright;

namespace Messaging.Interop.Tests.Browser;

/// <summary>The browser bundle of the official SDK in headless Chromium, in rooms with .NET.</summary>
[Collection<ChromiumCollection>]
public sealed class BrowserRoomTests(ChromiumFixture chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Page_AndDotNet_TalkInOneRoom()
    {
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinAsync("Default Room", "Ada");
        IPage page = await OpenPageAsync(PageServer.Room);
        JsonElement joined = await JoinAsync(page, "Default Room", User, Password);
        joined.GetProperty("principal").GetString().Should().Be(User);

        await page.EvaluateAsync("message => send(message)", new { text = "from the browser 😀", name = "Page", timestamp = "2026-11-23T20:00:00.000Z" });
        ChatMessage message = await NextMessageAsync(events);
        await room.SendAsync(LongTexts.Of64Kilobytes()).Within();
        await room.SendAsync("short").Within();

        message.Text.Should().Be("from the browser 😀");
        message.Name.Should().Be("Page");
        (await TextsAsync(page, 3)).Should().Equal("from the browser 😀", LongTexts.Of64Kilobytes(), "short");
    }

    [Fact]
    public async Task TwoPages_TalkWithEachOther()
    {
        IPage one = await OpenPageAsync(PageServer.Room);
        IPage two = await OpenPageAsync(PageServer.Room);
        await JoinAsync(one, "lobby", User, Password);
        await JoinAsync(two, "lobby", null, null);

        await one.EvaluateAsync("() => send({ text: 'hello', name: 'one' })");
        await TextsAsync(two, 1);
        await two.EvaluateAsync("() => send({ text: 'hi', name: 'two' })");

        (await TextsAsync(one, 2)).Should().Equal("hello", "hi");
        (await TextsAsync(two, 2)).Should().Equal("hello", "hi");
    }

    [Fact]
    public async Task ManyMessages_OfAPage_ArriveInOrder()
    {
        const int count = 500;
        (_, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");
        IPage page = await OpenPageAsync(PageServer.Room);
        await JoinAsync(page, "lobby", User, Password);

        await page.EvaluateAsync("count => Promise.all(Array.from({ length: count }, (_, i) => send({ text: `${i}`, name: 'Page' })))", count);

        string[] expected = [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        var seen = new List<string>();
        while (seen.Count < count)
        {
            seen.Add((await NextMessageAsync(events)).Text);
        }

        seen.Should().Equal(expected);
        (await TextsAsync(page, count)).Should().Equal(expected);
    }

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task Page_WithAWrongPassword_IsDeniedAccess()
    {
        IPage page = await OpenPageAsync(PageServer.Room);

        JsonElement joined = await JoinAsync(page, "lobby", User, "wr0ng");

        joined.GetProperty("refused").GetInt32().Should().Be(99);
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Page_WhoseServerStops_IsToldSo()
    {
        IPage page = await OpenPageAsync(PageServer.Room);
        await page.EvaluateAsync("([options, path]) => join(options, path)", new object[] { Options(Server.Url, null, null), "Chat/lobby" });

        await Server.StopAsync().Within();

        await page.WaitForFunctionAsync("() => room.closed === 1");
    }

    private async Task<JsonElement> JoinAsync(IPage page, string room, string? principal, string? credentials) =>
        (await page.EvaluateAsync<JsonElement?>("([options, path]) => join(options, path)", new object[] { Options(Url, principal, credentials), PathOf(room) }))!.Value;

    private static async Task<string[]> TextsAsync(IPage page, int count)
    {
        await page.WaitForFunctionAsync("count => room.messages.length >= count", count);
        return await page.EvaluateAsync<string[]>("() => room.messages.map(message => message.text)");
    }
}
