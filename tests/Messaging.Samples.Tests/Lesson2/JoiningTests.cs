using System.Text.Json.Nodes;
using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>What was said before is there on joining, and the page shows where live begins.</summary>
public sealed class JoiningTests(Lesson2Site site) : Lesson2Test(site)
{
    [Fact]
    public async Task Joining_ShowsTheLatestHundredMessages_AndWhereLiveBegins()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        await PostAsync(room, 120);

        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);

        await Expect(ada.Messages).ToHaveCountAsync(100);
        await Expect(ada.Messages.First).ToContainTextAsync("message 21.");
        await Expect(ada.Messages.Last).ToContainTextAsync("message 120.");
        await Expect(ada.LiveMarker).ToBeInViewportAsync();
        await Expect(ada.Log.Locator("> :last-child")).ToHaveTextAsync("Live from here");
    }

    [Fact]
    public async Task Joining_AfterTheOfficialSdk_ShowsWhatItPosted()
    {
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);
        await node.AddTopicAsync(Topic, "TIME_SERIES", new JsonObject
        {
            ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
            ["TIME_SERIES_RETAINED_RANGE"] = "limit 100",
            ["TIME_SERIES_SUBSCRIPTION_RANGE"] = "limit 100",
        });
        for (int number = 1; number <= 100; number++)
        {
            await node.AppendAsync(Topic, Payload($"message {number}."));
        }

        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);

        await Expect(ada.Messages).ToHaveCountAsync(100);
        await Expect(ada.Messages.First).ToContainTextAsync("message 1.");
        await Expect(ada.Messages.Last).ToContainTextAsync("Node");
        await node.AppendAsync(Topic, Payload("now <b>"));
        await Expect(ada.Log.Locator(".marker + .message")).ToContainTextAsync("now <b>");
    }

    [Fact]
    public async Task LiveMarker_StandsBetweenWhatWasSaidBeforeAndWhatIsSaidNow()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        await PostAsync(room, 2);
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);

        await ada.SendAsync("three");
        await Expect(ada.Messages).ToHaveCountAsync(3); // or the next one may overtake it
        await PostAsync(room, 1, first: 4);

        await Expect(ada.Messages).ToHaveCountAsync(4);
        ILocator rows = ada.Log.Locator("> .message, > .marker");
        await Expect(rows).ToContainTextAsync(["message 1.", "message 2.", "Live from here", "three", "message 4."]);
    }

    [Fact]
    public async Task Joining_AnEmptyRoom_SaysThatItBeginsHere()
    {
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);

        await Expect(ada.Beginning).ToHaveTextAsync("The room begins here.");
        await ada.SendAsync("first");
        await Expect(ada.Log.Locator(".marker + .message")).ToContainTextAsync("first");
    }

    [Fact]
    public async Task Reload_KeepsTheHistory()
    {
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await ada.SendAsync("remember me");
        await Expect(ada.Messages).ToHaveCountAsync(1);

        await ada.Page.ReloadAsync();
        await ada.JoinRoomAsync("Ada", Room);

        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(ada.Message("remember me")).ToContainTextAsync("Ada");
        await Expect(ada.Log.Locator(".message + .marker")).ToHaveTextAsync("Live from here");
    }

    [Fact]
    public async Task RetainedRange_OfTheSettings_IsThatOfANewRoom()
    {
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);
        ChatTab ada = await OpenTabAsync();
        await Expect(ada.Setting("Retained range")).ToHaveValueAsync("limit 1000");

        await ada.Setting("Retained range").FillAsync("all of it");
        await ada.SubmitSettingsAsync("Ada", Room);
        await Expect(ada.Alert).ToContainTextAsync("all of it");
        await ada.Setting("Retained range").FillAsync("limit 7");
        await ada.JoinRoomAsync("Ada", Room);

        JsStream stream = await node.AddStreamAsync(Topic, "timeseries(json)");
        await node.SelectAsync(Topic);
        JsEvent subscribed = await stream.NextAsync("subscribe");
        subscribed.Type.Should().Be("TIME_SERIES");
        subscribed.Properties.GetProperty("TIME_SERIES_RETAINED_RANGE").GetString().Should().Be("limit 7");
        subscribed.Properties.GetProperty("TIME_SERIES_SUBSCRIPTION_RANGE").GetString().Should().Be("limit 100");
    }

    [Fact]
    public async Task RoomOfAnotherKind_IsRefusedWithTheReason()
    {
        await using MessagingClient client = CreateClient("Library");
        await client.JoinAsync(Room).Within();
        ChatTab ada = await OpenTabAsync();

        await ada.SubmitSettingsAsync("Ada", Room);

        await Expect(ada.Alert).ToContainTextAsync("TIME_SERIES");
    }

    private static JsonObject Payload(string text) => new()
    {
        ["text"] = text,
        ["name"] = "Node",
        ["timestamp"] = "2026-11-23T20:00:00.000Z",
    };
}
