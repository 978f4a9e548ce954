using Messaging.LocalServer;

namespace Messaging.Tests.EndToEnd;

/// <summary>Connections are cut while messages are on their way: each is in the room once, in the order of its sender.</summary>
public sealed class InterruptedSendingTests : ServerTest
{
    private const int Senders = 3;
    private const int MessagesEach = 60;

    [Fact]
    public async Task Send_ConnectionsCutAgainAndAgain_EveryMessageIsThereOnceAndInOrder()
    {
        LocalDiffusionServer server = await StartServerAsync();
        var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "limit 10000", SubscriptionRange = "limit 10" };
        IChatRoom truth = await NewClient(server.Url).JoinAsync("lobby", options).Within();
        var relays = new List<WebSocketRelay>();
        var sending = new List<Task<SendReceipt[]>>();
        for (int sender = 0; sender < Senders; sender++)
        {
            WebSocketRelay relay = WebSocketRelay.Start(server.Url);
            relays.Add(relay);
            IChatRoom room = await NewClient(relay.Url).JoinAsync("lobby", options).Within();
            int number = sender;
            sending.Add(Task.Run(() => SendAsync(room, number)));
        }

        for (int cut = 0; cut < 4 * Senders && sending.Exists(s => !s.IsCompleted); cut++)
        {
            await truth.SendAsync($"cut {cut}").Within(); // so much happens between two cuts
            await relays[cut % Senders].CutAsync().Within();
        }

        SendReceipt[][] receipts = await Task.WhenAll(sending).Within();

        List<ChatMessage> messages = await truth.History.Earliest().ToListAsync().AsTask().Within();
        for (int sender = 0; sender < Senders; sender++)
        {
            ChatMessage[] own = [.. messages.Where(message => message.Text.StartsWith($"{sender}:", StringComparison.Ordinal))];
            own.Select(message => message.Text).Should().Equal(Enumerable.Range(0, MessagesEach).Select(i => $"{sender}:{i}"));
            own.Select(message => message.Event).Should().Equal(receipts[sender].Select(receipt => receipt.Event));
        }

        foreach (WebSocketRelay relay in relays)
        {
            await relay.DisposeAsync();
        }
    }

    /// <summary>Ten at a time, in order, so that there is always something on its way.</summary>
    private static async Task<SendReceipt[]> SendAsync(IChatRoom room, int sender)
    {
        var receipts = new List<SendReceipt>();
        for (int first = 0; first < MessagesEach; first += 10)
        {
            receipts.AddRange(await Task.WhenAll(Enumerable.Range(first, 10).Select(i => room.SendAsync($"{sender}:{i}"))));
        }

        return [.. receipts];
    }
}
