using Messaging.Samples.Tests.Lessons;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>What is sent while there is no connection shows as waiting, can be discarded, and arrives once.</summary>
public sealed class PendingTests(Lesson2Site site) : Lesson2Test(site)
{
    [Fact]
    public async Task Message_WhileThereIsNoConnection_WaitsAndArrivesOnceUnlessItIsDiscarded()
    {
        await using FaultProxy network = FaultProxy.Start(Site.Server);
        ChatTab ada = await OpenTabAsync();
        await ada.SubmitSettingsAsync("Ada", Room, network.Url.ToString());
        await ada.LiveMarker.WaitForAsync();
        await ada.SendAsync("before");
        await Expect(ada.Message("before")).ToBeVisibleAsync();
        network.Refuse();
        await network.CutAsync();
        await Expect(ada.Banner).ToContainTextAsync("The connection is lost.");

        await ada.SendAsync("a first thought");
        await ada.SendAsync("on reflection, no");
        await Expect(ada.Message("a first thought")).ToContainTextAsync("waiting to be sent");
        await ada.ButtonOf("on reflection, no", "Discard").ClickAsync();
        await Expect(ada.Message("on reflection, no")).ToHaveCountAsync(0);
        await Expect(ada.Box).ToHaveValueAsync("");
        await Expect(ada.Alert).ToBeEmptyAsync();
        network.Accept();

        await Expect(ada.Banner).ToContainTextAsync("The connection is back.");
        await Expect(ada.Message("a first thought")).Not.ToContainTextAsync("waiting to be sent");
        await Expect(ada.Message("a first thought")).ToHaveCountAsync(1);
        await using MessagingClient client = CreateClient("Library");
        await using IChatRoom room = await JoinByLibraryAsync(client);
        (await room.History.Earliest().Select(message => message.Text).ToListAsync()).Should().Equal("before", "a first thought");
    }
}
