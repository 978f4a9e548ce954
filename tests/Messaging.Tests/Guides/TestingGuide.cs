using Messaging.LocalServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/testing.md</c> that is in no file of its own: a region for each block.</summary>
internal static class TestingGuide
{
    public static async Task ThreeLinesAsync()
    {
        #region three lines
        await using ChatTestServer server = await ChatTestServer.StartAsync();
        IChatRoom room = await server.CreateClient(o => o.DisplayName = "Ann").JoinAsync("lobby");
        await room.SendAsync("hello");
        #endregion
    }

    public static async Task AccountsAsync()
    {
        #region accounts
        await using ChatTestServer server = await ChatTestServer.StartAsync(new ChatTestServerOptions
        {
            Accounts = [new LocalPrincipal("ann", "a password for tests", ["CLIENT"])],
            ConfigureServer = options => options.AllowAnonymous = false,
        });
        IChatRoom room = await server.CreateClientFor("ann").JoinAsync("lobby");
        #endregion
        await room.SendAsync("hello");
    }

    public static async Task FakeRoomAsync()
    {
        #region fake room
        var room = new FakeChatRoom("lobby");
        var chat = new ChatViewModel(room);

        room.Post("ann", "hi");                                       // somebody else says something
        await chat.ShowAsync(c => c.Lines.Count == 1);
        Assert.Equal("ann: hi", Assert.Single(chat.Lines));

        await chat.SendAsync("hello");
        Assert.Equal("hello", Assert.Single(room.Sent).Text);

        room.FailNextSend(new MessagingException(MessagingErrorCode.NotSent, "No connection.", isTransient: true));
        await chat.SendAsync("are you there?");
        Assert.Equal("Not sent. Try again.", chat.Problem);
        #endregion
    }

    public static async Task ScriptAsync()
    {
        #region script
        var client = new FakeMessagingClient(new MessagingOptions { Principal = "ben" });
        FakeChatRoom lobby = client.Room("lobby", RoomKind.History);  // before or after the app joins it
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History });

        lobby.Add(new Gap(GapReason.EventsLost, MissedCount: 3));     // readers see that something is missing
        lobby.HoldSends();                                            // as without a connection
        Task<SendReceipt> sending = room.SendAsync("hello");
        Assert.Equal(OutboxMessageState.Waiting, Assert.Single(room.Outbox.Messages).State);
        lobby.ReleaseSends();
        await room.EditAsync((await sending).Event!.Sequence, "Hello");

        lobby.SetCapabilities(lobby.Capabilities with { MaySend = false });
        lobby.SetStatus(RoomState.Interrupted, new MessagingException(MessagingErrorCode.ConnectionLost, "The connection is lost."));
        await room.DisposeAsync();
        Assert.Empty(client.JoinedRooms);                             // the app has left what it had joined
        #endregion
    }

    public static async Task FaultsAsync()
    {
        #region faults
        await using ChatTestServer server = await ChatTestServer.StartAsync();
        MessagingClient client = server.CreateClient();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History });

        await server.Network.CutAsync();                              // a reset; the client takes its session up again
        await room.SendAsync("sent across the cut");                  // waits until it has

        server.Network.ToClients.Pause();                             // answers stall
        Task<SendReceipt> sending = room.SendAsync("accepted late");
        server.Network.ToClients.Resume();
        await sending;

        server.Network.ToServer.Delay = TimeSpan.FromMilliseconds(20);
        server.Network.ToClients.BytesPerSecond = 100_000;
        await room.SendAsync("over a slow network");

        await server.RestartAsync();                                  // a new server, which knows no session
        await room.SendAsync("the room is made anew");
        #endregion
    }

    public static async Task AnyServerAsync(Uri address)
    {
        #region any server
        await using FaultProxy network = FaultProxy.Start(address);
        await using MessagingClient client = MessagingClient.Create(o => o.Url = network.Url);
        network.Prepare = connection => connection.FromServer.Swallow();  // the next connection gets no answer
        Task connecting = client.ConnectAsync();
        #endregion
        await Eventually.BecomesAsync(() => network.Statistics.BytesSwallowed, bytes => bytes > 0);
        Assert.False(connecting.IsCompleted);
        network.Prepare = null;
        await network.CutAsync();
        await Assert.ThrowsAsync<MessagingException>(() => connecting);
    }

    public static async Task TimeAsync()
    {
        #region time
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using ChatTestServer server = await ChatTestServer.StartAsync(new ChatTestServerOptions { TimeProvider = clock });
        MessagingClient client = server.CreateClient();

        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History, RetainedRange = "last 1h" });
        await room.SendAsync("forgotten after an hour");
        clock.AdjustTime(clock.GetUtcNow().AddHours(2));              // the wall clock; no timer, such as that of pings, fires
        await room.SendAsync("two hours later");
        Assert.Equal("two hours later", Assert.Single(await room.History.Earliest().ToListAsync()).Text);

        await server.StopAsync();
        await client.WatchStatusAsync().FirstAsync(status => status.State == ConnectionState.Reconnecting);
        Task<SendReceipt> sending = room.SendAsync("nobody there");
        clock.Advance(TimeSpan.FromSeconds(60));                      // MessagingOptions.SendTimeout
        await Assert.ThrowsAsync<MessagingException>(() => sending);
        #endregion

        #region back-off
        await server.RestartAsync();
        while (client.Status.State != ConnectionState.Connected)
        {
            if (client.Status.NextRetryAt is not null)
            {
                clock.Advance(TimeSpan.FromSeconds(1));               // the client waits for its next attempt
            }

            await Task.Delay(1);
        }
        #endregion
    }

    public static void Register(IServiceCollection services, ChatTestServer server, FakeTimeProvider clock)
    {
        #region services
        services.AddDiffusionMessaging(o => o.Url = server.Url);
        services.AddSingleton<TimeProvider>(clock);
        #endregion
    }
}
