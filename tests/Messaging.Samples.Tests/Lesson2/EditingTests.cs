using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>One's own messages can be edited and removed; everybody sees that.</summary>
public sealed class EditingTests(Lesson2Site site) : Lesson2Test(site)
{
    [Fact]
    public async Task Edit_ShowsInBothTabs_WithItsTime()
    {
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace");
        await ada.SendAsync("Good morning");
        await Expect(grace.Message("Good morning")).ToHaveCountAsync(1);

        await ada.EditAsync("Good morning", "Good evening");

        foreach (ChatTab tab in new[] { ada, grace })
        {
            await Expect(tab.Messages).ToHaveCountAsync(1);
            await Expect(tab.Messages.Locator("p")).ToHaveTextAsync("Good evening");
            await Expect(tab.Messages.Locator(".edited local-time")).Not.ToBeEmptyAsync();
        }

        await Expect(ada.Editor).ToHaveCountAsync(0);
        await Expect(ada.Box).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Editor_HasTheTextAndTheFocus_AndEscapeLeavesItAsItWas()
    {
        ChatTab ada = await JoinAsync("Ada");
        await ada.SendAsync("two\nlines");

        await ada.ButtonOf("two", "Edit").PressAsync("Enter");
        await Expect(ada.Editor).ToBeFocusedAsync();
        await Expect(ada.Editor).ToHaveValueAsync("two\nlines");
        await ada.Page.Keyboard.TypeAsync(" and");
        await ada.Page.Keyboard.PressAsync("Shift+Enter");
        await ada.Page.Keyboard.TypeAsync("more");
        await Expect(ada.Editor).ToHaveValueAsync("two\nlines and\nmore");
        await ada.Page.Keyboard.PressAsync("Escape");

        await Expect(ada.Editor).ToHaveCountAsync(0);
        await Expect(ada.Box).ToBeFocusedAsync();
        await Expect(ada.Messages.Locator("p")).ToHaveJSPropertyAsync("textContent", "two\nlines");
        await Expect(ada.Messages.Locator(".edited")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Editor_WhileOthersPost_KeepsWhatIsTyped()
    {
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace");
        await ada.SendAsync("draft");
        await ada.BeginToEditAsync("draft", "half a sen");

        await grace.SendAsync("interrupting");
        await Expect(ada.Message("interrupting")).ToHaveCountAsync(1);

        await Expect(ada.Editor).ToHaveValueAsync("half a sen");
        await Expect(ada.Editor).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Remove_LeavesItsPlaceInBothTabs_AndNoText()
    {
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace");
        await ada.SendAsync("a secret");
        await ada.SendAsync("no secret");
        await Expect(grace.Messages).ToHaveCountAsync(2);

        await ada.ButtonOf("a secret", "Remove").ClickAsync();
        await ada.ButtonOf("a secret", "Keep").ClickAsync();
        await ada.RemoveAsync("a secret");

        ChatTab late = await JoinAsync("Late");
        foreach (ChatTab tab in new[] { ada, grace, late })
        {
            await Expect(tab.Messages).ToContainTextAsync(["Message removed", "no secret"]);
            await Expect(tab.Page.GetByText("a secret")).ToHaveCountAsync(0);
            await Expect(tab.Messages.First.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task MessagesOfOthers_HaveNoButtons()
    {
        ChatTab ada = await JoinAsync("Ada");
        ChatTab grace = await JoinAsync("Grace");

        await ada.SendAsync("Ada's");

        await Expect(grace.Message("Ada's")).ToHaveCountAsync(1);
        await Expect(grace.Messages.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(ada.Messages.GetByRole(AriaRole.Button)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Author_IsShownBesideTheName_AndOwnsItsMessagesAfterAReload()
    {
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room, principal: "client");
        ChatTab grace = await OpenTabAsync();
        await grace.JoinRoomAsync("Ada", Room, principal: "control");
        await ada.SendAsync("I am Ada");
        await grace.SendAsync("No, I am");

        await Expect(grace.Message("I am Ada").Locator(".author")).ToContainTextAsync("client");
        await Expect(ada.Message("No, I am").Locator(".author")).ToContainTextAsync("control");
        await ada.Page.ReloadAsync();
        await ada.JoinRoomAsync("Ada", Room, principal: "client");
        await ada.EditAsync("I am Ada", "I was Ada");

        await Expect(grace.Message("I was Ada")).ToContainTextAsync("edited");
        await Expect(ada.Message("No, I am").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task EditOfAMessageThatIsGone_SaysSo()
    {
        ChatTab ada = await OpenTabAsync();
        await ada.Setting("Retained range").FillAsync("limit 3");
        await ada.JoinRoomAsync("Ada", Room);
        foreach (string text in new[] { "one", "two", "three", "four" })
        {
            await ada.SendAsync(text);
            await Expect(ada.Message(text)).ToHaveCountAsync(1);
        }

        await ada.EditAsync("one", "1");

        await Expect(ada.Messages.First.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await Expect(ada.Editor).ToHaveValueAsync("1");
    }
}
