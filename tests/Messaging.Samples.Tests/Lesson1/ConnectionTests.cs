using Messaging.LocalServer;
using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

public sealed class ConnectionTests(Lesson1Site site) : Lesson1Test(site)
{
    [Fact]
    public async Task Banner_TellsThatTheConnectionIsLostAndThatItIsBack()
    {
        using var port = new ReservedPort();
        ChatTab ada;
        await using (LocalDiffusionServer first = await StartServerAsync(port.Number))
        {
            ada = await OpenTabAsync();
            await ada.JoinAsync("Ada", Room, first.Url.ToString());
            await ada.SendAsync("before");
            await Expect(ada.Message("before")).ToBeVisibleAsync();
            await Expect(ada.Banner).ToHaveCountAsync(0);
        }

        await Expect(ada.Banner).ToContainTextAsync("The connection is lost.");
        await ada.SendAsync("into the void");
        await Expect(ada.Box).ToHaveValueAsync("");

        await using LocalDiffusionServer second = await StartServerAsync(port.Number);

        await Expect(ada.Banner).ToContainTextAsync("The connection is back.");
        await Expect(ada.Message("into the void")).ToBeVisibleAsync();
        await Expect(ada.Alert).ToBeEmptyAsync();
    }

    [Fact]
    public async Task EachTab_HasItsOwnSessionUntilItIsClosed()
    {
        await using LocalDiffusionServer server = await StartServerAsync(port: 0);
        var tabs = new List<ChatTab>();
        foreach (string name in new[] { "Ada", "Grace", "Edsger" })
        {
            ChatTab tab = await OpenTabAsync();
            await tab.JoinAsync(name, Room, server.Url.ToString());
            tabs.Add(tab);
        }

        server.Statistics.Sessions.Should().Be(3);
        int ended = 0;
        Task allEnded = Log.WhenLoggedAsync(record => record.EventId.Name == "SessionEnded" && ++ended == 3);

        await tabs[0].Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await tabs[1].Page.GotoAsync("about:blank");
        await tabs[2].Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });

        await allEnded.Within();
        server.Statistics.Sessions.Should().Be(0);
        server.Statistics.Subscriptions.Should().Be(0);
    }

    private Task<LocalDiffusionServer> StartServerAsync(int port) =>
        LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = port, LoggerFactory = Log, SecurityScript = LocalServerOptions.DevelopmentSecurityScript });
}
