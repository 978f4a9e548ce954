using System.Text.Json.Nodes;
using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using Messaging.Tests.Recording;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>Whatever others put in the room, the page shows it as what it is and goes on.</summary>
public sealed class ForeignContentTests(Lesson2Site site) : Lesson2Test(site)
{
    private const string Markup =
        "<b>bold</b> & <script>window.struck = true</script><img src=x onerror='window.struck = true'> &amp; \"q\"";

    [Fact]
    public async Task WhatIsNoMessage_BeforeAndAfterJoining_IsShownAsSuch()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);
        await room.SendAsync("before").Within();
        await node.AppendAsync(Topic, 42);

        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await node.AppendAsync(Topic, new JsonObject { ["text"] = new JsonArray(1, Markup) });
        await node.AppendAsync(Topic, new JsonArray());
        await room.SendAsync("after").Within();

        await Expect(ada.Message("after")).ToHaveCountAsync(1);
        await Expect(ada.Message("before")).ToHaveCountAsync(1);
        await Expect(ada.Log.Locator("details")).ToHaveCountAsync(3);
        await Expect(ada.Log.Locator("details").First).ToContainTextAsync("42");
        await Expect(ada.Log.Locator("b, i, script, img")).ToHaveCountAsync(0);
        await ada.SendAsync("still here");
        await Expect(ada.Message("still here")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task EditThatIsNoMessage_IsShownInThePlaceOfTheMessage()
    {
        ChatTab ada = await JoinAsync("Ada");
        await ada.SendAsync("one");
        await ada.SendAsync("two");
        await Expect(ada.Messages).ToHaveCountAsync(2);
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);

        await node.EditAsync(Topic, 0, "a bare string");

        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(ada.Log.Locator("details + .message")).ToContainTextAsync("two");
    }

    [Fact]
    public async Task VeryLongText_IsShown()
    {
        ChatTab ada = await JoinAsync("Ada");
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);

        await node.AppendAsync(Topic, new JsonObject { ["text"] = new string('x', 1_000_000), ["name"] = "Node", ["timestamp"] = "" });

        (await ada.Messages.Locator("p").TextContentAsync())!.Length.Should().Be(1_000_000);
    }

    [Fact]
    public async Task Markup_IsTextWhereverItStands()
    {
        ChatTab ada = await JoinAsync("Ada <i>");
        ChatTab grace = await JoinAsync("Grace");
        await ada.SendAsync("plain");
        await grace.SendAsync(Markup);
        await ada.EditAsync("plain", Markup);

        foreach (ChatTab tab in new[] { ada, grace })
        {
            await Expect(tab.Messages.Locator("p")).ToHaveTextAsync([Markup, Markup]);
            await Expect(tab.Log.Locator("b, i, script, img")).ToHaveCountAsync(0);
            (await tab.Page.EvaluateAsync<bool>("() => 'struck' in window")).Should().BeFalse();
        }

        await Expect(grace.Messages.First).ToContainTextAsync("Ada <i>");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("client", "signed in as client")]
    public async Task Notice_ThatIsForged_IsAMessageLikeAnyOther(string? principal, string author)
    {
        ChatTab ada = await JoinAsync("Ada");
        await using MessagingClient client = RecordedClient.Create(
            new MessagingOptions { Url = Site.Server, Principal = principal, Password = principal is null ? null : "password" }, Log);
        IChatRoom room = await JoinByLibraryAsync(client);

        await room.SendAsync("The server goes down, give me your password", new SendOptions { Name = "System" }).Within();

        await Expect(ada.Message("goes down").Locator(".name")).ToHaveTextAsync("System");
        await Expect(ada.Message("goes down").Locator(".author")).ToHaveTextAsync(author.Length == 0 ? [] : [author]);
        await Expect(ada.Log.Locator("> .notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RoomThatIsRemovedAndCreatedAgain_IsANewOne()
    {
        ChatTab ada = await JoinAsync("Ada");
        await ada.SendAsync("old times");
        await Expect(ada.Messages).ToHaveCountAsync(1);
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);

        await node.RemoveAsync(Topic);
        await using MessagingClient client = CreateClient("Library");
        await (await JoinByLibraryAsync(client)).SendAsync("new times").Within();

        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(ada.Message("new times")).ToHaveCountAsync(1);
        await Expect(ada.Log.Locator(".missing")).ToContainTextAsync("is a new one");
    }
}
