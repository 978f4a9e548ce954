using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

public sealed class LongTextTests(Lesson1Site site) : Lesson1Test(site)
{
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 780 };

    [Theory]
    [InlineData("a long word without a space")]
    [InlineData("many words")]
    public async Task TextOf64KB_ArrivesAndLeavesTheLayoutAlone(string form)
    {
        string text = form == "many words" ? string.Concat(Enumerable.Repeat("word 🙂 ", 8192)).Trim() : new string('x', 65_536);
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace", new BrowserNewContextOptions { ViewportSize = Phone });

        await ada.SendAsync(text);

        (await grace.Messages.Locator("p").TextContentAsync() == text).Should().BeTrue();
        await Expect(grace.Box).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });
        (await grace.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().Be(Phone.Width);
        (await grace.Log.EvaluateAsync<bool>("log => log.scrollWidth > log.clientWidth")).Should().BeFalse();
    }

    [Fact]
    public async Task TextOverTheLimit_IsKeptInTheBoxAndTheLimitIsSaid()
    {
        ChatTab ada = await JoinAsync("Ada");

        // Far beyond what one transfer to the web server may hold: it must not even try.
        await ada.SendAsync(new string('x', 3_000_000));
        await Expect(ada.Page.GetByText("A message has at most 100,000 characters; this one has 3,000,000.")).ToBeVisibleAsync();
        await ada.Setting("Message").BlurAsync();
        await ada.SendAsync("short");

        await Expect(ada.Message("short")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(ada.Page.GetByText("A message has at most")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task LongestText_IsSent()
    {
        string text = new('\u0001', 100_000); // six bytes each in JSON
        ChatTab ada = await JoinAsync("Ada");

        await ada.SendAsync(text);

        (await ada.Messages.Locator("p").TextContentAsync() == text).Should().BeTrue();
    }

    [Fact]
    public async Task ManyMessages_ScrollIntoViewAndTheOldestGo()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        ChatTab ada = await JoinAsync("Ada");

        for (int i = 1; i <= 520; i++)
        {
            await room.SendAsync($"message {i}.").Within();
        }

        await Expect(ada.Message("message 520.")).ToBeInViewportAsync();
        await Expect(ada.Messages).ToHaveCountAsync(500);
        await Expect(ada.Messages.First).ToContainTextAsync("message 21.");
    }

    [Fact]
    public async Task ReaderOfOlderMessages_IsNotDisturbedByNewOnes()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        ChatTab ada = await JoinAsync("Ada");
        await room.SendAsync(string.Join('\n', Enumerable.Range(1, 100))).Within();
        await room.SendAsync(string.Join('\n', Enumerable.Range(1, 100))).Within();
        await Expect(ada.Messages).ToHaveCountAsync(2);
        await Expect(ada.Messages.Last).ToBeInViewportAsync();

        await ada.Log.EvaluateAsync(
            "log => new Promise(done => { log.addEventListener('scroll', () => done(), { once: true }); log.scrollTop = 0; })");
        await room.SendAsync("news").Within();

        await Expect(ada.Message("news")).ToHaveCountAsync(1);
        await Expect(ada.Notices.First).ToBeInViewportAsync();
        await ada.SendAsync("my own");
        await Expect(ada.Message("my own")).ToBeInViewportAsync();
    }
}
