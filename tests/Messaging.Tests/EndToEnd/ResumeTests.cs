using Messaging.LocalServer;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.EndToEnd;

/// <summary>Connections that break under a client, and sessions that survive that.</summary>
public sealed class ResumeTests : ServerTest
{
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Cut_ServerHasKeptTheSession_NothingIsMissingAndNothingComesTwice(RoomKind kind)
    {
        LocalDiffusionServer server = await StartServerAsync();
        await using WebSocketRelay relay = WebSocketRelay.Start(server.Url);
        var options = new RoomOptions { Kind = kind };
        IChatRoom writer = await NewClient(server.Url).JoinAsync("lobby", options).Within();
        MessagingClient client = NewClient(relay.Url);
        IChatRoom room = await client.JoinAsync("lobby", options).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        string? session = client.SessionId;

        for (int cut = 0; cut < 5; cut++)
        {
            await relay.CutAsync().Within();
            await writer.SendAsync($"while cut {cut}").Within();
            (await reader.NextAsync()).Text().Should().Be($"while cut {cut}");
            await Eventually.BecomesAsync(() => Log.Records.Count(r => r.EventId.Id == 1013), count => count > cut);

            // The second one goes behind the client's answer to the ping that came with the connection: only when the server has
            // that answer does it know what the client has repeated.
            await room.SendAsync($"resumed {cut}").Within();
            (await reader.NextAsync()).Text().Should().Be($"resumed {cut}");
            await room.SendAsync($"confirmed {cut}").Within();
            (await reader.NextAsync()).Text().Should().Be($"confirmed {cut}");
        }

        client.SessionId.Should().Be(session);
        client.Status.State.Should().Be(ConnectionState.Connected);
        room.Status.State.Should().Be(RoomState.Joined);
        server.Statistics.Sessions.Should().Be(2);
    }

    [Fact]
    public async Task Cut_ResumeSwitchedOff_IsReplacedByAnotherSession()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await using WebSocketRelay relay = WebSocketRelay.Start(server.Url);
        MessagingClient client = NewClient(relay.Url, o => o.ResumeTimeout = TimeSpan.Zero);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        string? session = client.SessionId;

        await relay.CutAsync().Within();

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        await client.WhenAsync(ConnectionState.Connected);
        client.SessionId.Should().NotBe(session);
    }
}
