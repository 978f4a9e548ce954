using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

/// <summary>The official JavaScript SDK in the same room, at the address that the sample prints.</summary>
public sealed class NodeClientTests(Lesson1Site site) : Lesson1Test(site)
{
    [Fact]
    public async Task OfficialSdk_InTheSameRoom_TalksWithThePageBothWays()
    {
        ChatTab ada = await JoinAsync("Ada");
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);
        string topic = $"Chat/{Room}";
        JsStream stream = await node.AddStreamAsync(topic, "json");
        await node.SelectAsync(topic);
        await stream.NextAsync("subscribe");
        (await stream.NextValueAsync()).GetProperty("text").GetString().Should().Be("Ada has joined");

        await ada.SendAsync("Hello Node 😀 <b>");
        JsonElement received = await stream.NextValueAsync();
        await node.SetAsync(topic, "json", new JsonObject
        {
            ["text"] = "Hello page 🎉 <b>",
            ["name"] = "Node",
            ["timestamp"] = "2026-11-23T20:00:00.000Z",
        });

        received.GetProperty("text").GetString().Should().Be("Hello Node 😀 <b>");
        received.GetProperty("name").GetString().Should().Be("Ada");
        received.GetProperty("timestamp").GetDateTimeOffset().Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        await Expect(ada.Message("Hello page 🎉 <b>")).ToContainTextAsync("Node");
        await Expect(ada.Message("Hello page 🎉 <b>")).Not.ToContainClassAsync("own");
    }

    [Fact]
    public async Task OfficialSdk_OpensTheRoom_AndThePageJoinsIt()
    {
        await using JsSession node = await JsSession.ConnectAsync(Site.Server);
        await node.AddAndSetAsync($"Chat/{Room}", "JSON", new JsonObject
        {
            ["text"] = "first",
            ["name"] = "Node",
            ["timestamp"] = "10:32:15 AM",
        });

        ChatTab ada = await JoinAsync("Ada");

        await Expect(ada.Message("first")).ToContainTextAsync("10:32:15 AM");
        await node.SetAsync($"Chat/{Room}", "json", new JsonObject { ["something"] = "else" });
        await Expect(ada.Notices.Last).ToContainTextAsync("something that is no message");
    }
}
