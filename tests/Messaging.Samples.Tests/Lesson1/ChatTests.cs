using System.Text.RegularExpressions;
using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

public sealed class ChatTests(Lesson1Site site) : Lesson1Test(site)
{
    [Fact]
    public async Task TwoTabs_WhenEachSends_ShowBothMessagesAndMarkTheirOwn()
    {
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace");

        await ada.SendAsync("Good evening");
        await Expect(grace.Message("Good evening")).ToContainTextAsync("Ada");
        await grace.SendAsync("Hello Ada 😀 👩‍👩‍👧");

        foreach (ChatTab tab in new[] { ada, grace })
        {
            await Expect(tab.Messages).ToHaveCountAsync(2);
            await Expect(tab.Messages.Nth(0)).ToContainTextAsync("Good evening");
            await Expect(tab.Messages.Nth(1)).ToContainTextAsync("Hello Ada 😀 👩‍👩‍👧");
        }

        await Expect(ada.Messages.Nth(0)).ToContainClassAsync("own");
        await Expect(ada.Messages.Nth(0)).ToContainTextAsync("You");
        await Expect(ada.Messages.Nth(1)).Not.ToContainClassAsync("own");
        await Expect(ada.Messages.Nth(1)).ToContainTextAsync("Grace");
        await Expect(grace.Messages.Nth(0)).Not.ToContainClassAsync("own");
        await Expect(grace.Messages.Nth(1)).ToContainClassAsync("own");
    }

    [Fact]
    public async Task Joining_IsToldByTheSystemToEverybodyInTheRoom()
    {
        ChatTab ada = await JoinAsync("Ada");
        await Expect(ada.Notices).ToHaveTextAsync(["Ada has joined"]);

        ChatTab grace = await JoinAsync("Grace");

        await Expect(ada.Notices).ToHaveTextAsync(["Ada has joined", "Grace has joined"]);
        await Expect(grace.Notices.Last).ToHaveTextAsync("Grace has joined");
    }

    [Fact]
    public async Task Enter_SendsWhatWasTypedAndEmptiesTheBox()
    {
        ChatTab ada = await JoinAsync("Ada");

        await ada.Box.PressSequentiallyAsync("one");
        await ada.Box.PressAsync("Shift+Enter");
        await ada.Box.PressSequentiallyAsync("two");
        await ada.Box.PressAsync("Enter");

        await Expect(ada.Message("one").Locator("p")).ToHaveJSPropertyAsync("textContent", "one\ntwo");
        await Expect(ada.Box).ToHaveValueAsync("");
        await Expect(ada.Box).ToBeFocusedAsync();
    }

    [Fact]
    public async Task TextTypedWhileTheFormerIsSent_IsKept()
    {
        ChatTab ada = await JoinAsync("Ada");

        foreach (int number in Enumerable.Range(1, 10))
        {
            await ada.SendAsync($"message {number}.");
            await ada.Box.FillAsync("the next");
            await Expect(ada.Message($"message {number}.")).ToHaveCountAsync(1);
            await Expect(ada.Box).ToHaveValueAsync("the next");
        }
    }

    [Fact]
    public async Task EmptyAndBlankTexts_AreNotSent()
    {
        ChatTab ada = await JoinAsync("Ada");

        await ada.SendAsync("");
        await ada.SendAsync("   ");
        await ada.SendAsync("the only one");

        // The room keeps the order, so anything sent before would stand before it.
        await Expect(ada.Message("the only one")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(ada.Alert).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Markup_IsShownAsTextAndSentUnaltered()
    {
        const string text = "<b>bold</b> & <script>window.struck = true</script><img src=x onerror='window.struck = true'> &amp; \"q\"";
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        ChatTab ada = await JoinAsync("Ada <i>");

        await ada.SendAsync(text);

        await Expect(ada.Messages.Locator("p")).ToHaveTextAsync([text]);
        await Expect(ada.Log.Locator("b, i, script, img")).ToHaveCountAsync(0);
        (await ada.Page.EvaluateAsync<bool>("() => 'struck' in window")).Should().BeFalse();
        ChatMessage received = await room.ReadAsync().OfType<MessagePosted>().Select(posted => posted.Message)
            .FirstAsync(message => message.Name != "System").AsTask().Within();
        (received.Name, received.Text).Should().Be(("Ada <i>", text));
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/St_Johns")]
    public async Task Time_IsShownInTheTimeZoneOfTheReader(string zone)
    {
        ChatTab ada = await JoinAsync("Ada", new BrowserNewContextOptions { TimezoneId = zone, Locale = "en-GB" });

        await ada.SendAsync("What time is it?");

        ILocator time = ada.Messages.Locator("local-time");
        DateTimeOffset sent = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, null);
        sent.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        DateTimeOffset there = TimeZoneInfo.ConvertTime(sent, TimeZoneInfo.FindSystemTimeZoneById(zone));
        await Expect(time).ToContainTextAsync($"{there:HH:mm}");
    }

    [Fact]
    public async Task Leave_GoesBackToTheSettingsAndKeepsThem()
    {
        ChatTab ada = await JoinAsync("Ada");

        await ada.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Leave" }).ClickAsync();

        await Expect(ada.Setting("Display name")).ToHaveValueAsync("Ada");
        await Expect(ada.Setting("Room")).ToHaveValueAsync(Room);
        await ada.JoinAsync("Ada again", Room);
        await Expect(ada.Notices.Last).ToHaveTextAsync("Ada again has joined");
    }

    [Fact]
    public async Task ChatPage_WithoutARoom_LeadsToTheSettings()
    {
        IPage page = await OpenAsync(new Uri(Site.Page, "/chat"));

        await Expect(page.GetByLabel("Display name")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
    }
}
