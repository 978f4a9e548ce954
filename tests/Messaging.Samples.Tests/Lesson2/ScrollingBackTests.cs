using Messaging.Samples.Tests.Lessons;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>Older messages come when somebody scrolls up, and what they look at stays where it is.</summary>
public sealed class ScrollingBackTests(Lesson2Site site) : Lesson2Test(site)
{
    [Fact]
    public async Task ScrollingUp_LoadsOlderMessagesPageByPage_WithoutJumping()
    {
        await using MessagingClient client = CreateClient("Library");
        await PostAsync(await JoinByLibraryAsync(client), 230);
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await Expect(ada.Messages).ToHaveCountAsync(100);
        await Expect(ada.LiveMarker).ToBeInViewportAsync();

        foreach ((int first, int count) in new[] { (131, 150), (81, 200), (31, 230) })
        {
            await ada.Log.EvaluateAsync(
                """
                (log, text) => {
                  const row = [...log.children].find(child => child.textContent.includes(text));
                  log.scrollTop = 0;
                  window.topBefore = row.getBoundingClientRect().top;
                  window.rowBefore = row;
                }
                """,
                $"message {first}.");
            await Expect(ada.Messages).ToHaveCountAsync(count);
            double moved = await ada.Page.EvaluateAsync<double>("() => rowBefore.getBoundingClientRect().top - topBefore");
            moved.Should().BeApproximately(0, 1, because: "message {0} must stay where it is", first);
        }

        await Expect(ada.Beginning).ToHaveTextAsync("The room begins here.");
        await Expect(ada.Messages.First).ToContainTextAsync("message 1.");
        await Expect(ada.Messages.Last).ToContainTextAsync("message 230.");
    }

    [Fact]
    public async Task ScrollingUp_BehindWhatTheServerKeeps_SaysSo()
    {
        await using MessagingClient client = CreateClient("Library");
        await PostAsync(await JoinByLibraryAsync(client, "limit 120"), 150);
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await Expect(ada.Messages).ToHaveCountAsync(100);

        await ada.ScrollUpToAsync("message 31.");

        await Expect(ada.Messages).ToHaveCountAsync(120);
        await Expect(ada.Beginning).ToHaveTextAsync("The server keeps nothing older.");
    }

    [Fact]
    public async Task MessageOfAnOlderPage_ThatIsEdited_ShowsTheNewText()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        SendReceipt receipt = await room.SendAsync("so old").Within();
        await PostAsync(room, 120);
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await room.EditAsync(receipt.Event!.Sequence, "so new").Within();
        await room.SendAsync("edited").Within();
        await Expect(ada.Message("edited")).ToHaveCountAsync(1);

        await ada.ScrollUpToAsync("so new");

        await Expect(ada.Message("so old")).ToHaveCountAsync(0);
        await Expect(ada.Message("so new")).ToContainTextAsync("edited");
        await Expect(ada.Messages.First).ToContainTextAsync("so new");
    }

    [Fact]
    public async Task OwnMessage_WhileReadingOlderOnes_ComesIntoView_AndOthersDoNot()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        await PostAsync(room, 160);
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await ada.SendAsync("mine");
        await Expect(ada.Message("mine")).ToBeInViewportAsync();
        await ada.ScrollUpToAsync("message 11.");
        await ada.ScrollUpToAsync("message 1.");

        await Expect(ada.Message("mine")).Not.ToBeInViewportAsync();
        await room.SendAsync("news").Within();
        await Expect(ada.Message("news")).ToHaveCountAsync(1);
        await Expect(ada.Message("news")).Not.ToBeInViewportAsync();
        await ada.SendAsync("mine again");
        await Expect(ada.Message("mine again")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task ThousandMessages_WhenFiftyMoreCome_AreNotDrawnAgain()
    {
        await using MessagingClient client = CreateClient("Library");
        IChatRoom room = await JoinByLibraryAsync(client);
        await Task.WhenAll(Enumerable.Range(1, 1000).Select(number => room.SendAsync($"message {number}."))).Within();
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await ada.ScrollUpToAsync("message 1.");
        await Expect(ada.Messages).ToHaveCountAsync(1000);
        await ada.Log.EvaluateAsync(
            """
            log => {
              window.drawn = 0;
              const observer = new MutationObserver(changes => { window.drawn += changes.length; });
              for (const row of log.querySelectorAll('.message')) {
                observer.observe(row, { childList: true, subtree: true, characterData: true, attributes: true });
              }
              window.rows = new Set(log.querySelectorAll('.message'));
            }
            """);

        await Task.WhenAll(Enumerable.Range(1001, 50).Select(number => room.SendAsync($"message {number}."))).Within();

        await Expect(ada.Messages).ToHaveCountAsync(1050);
        await Expect(ada.Messages.Last).ToContainTextAsync("message 1050.");
        (await ada.Page.EvaluateAsync<int>("() => drawn")).Should().Be(0);
        (await ada.Page.EvaluateAsync<int>("() => [...rows].filter(row => row.isConnected).length")).Should().Be(1000);
    }
}
