using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions;

public sealed class CloseTests : InteropTest
{
    private const int ClosedByClient = 0;
    private const int ClosedByServer = 1;

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Close_ByTheClient_EndsTheSessionOnBothSides()
    {
        JsSession js = await ConnectAsync();

        int reason = await js.CloseAsync();

        reason.Should().Be(ClosedByClient);
        (await js.Events.NextAsync("close")).ReasonId.Should().Be(ClosedByClient);
        await Eventually.BecomesAsync(() => Server.Statistics.Sessions, sessions => sessions == 0);
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Close_ByTheServer_IsToldAsSuchWithoutADisconnection()
    {
        JsSession js = await ConnectAsync();

        await Server.StopAsync().Within();

        (await js.Events.NextAsync("close")).ReasonId.Should().Be(ClosedByServer);
        (await js.IsConnectedAsync()).Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Close_OfOneSession_LeavesOthersAlone()
    {
        JsSession one = await ConnectAsync();
        JsSession other = await ConnectAsync();

        await one.CloseAsync();

        await Eventually.BecomesAsync(() => Server.Statistics.Sessions, sessions => sessions == 1);
        await other.PingAsync();
        (await other.IsConnectedAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Close_WithSubscriptions_LeavesNothingButTheTopics()
    {
        JsSession js = await ConnectAsync();
        await js.AddAndSetAsync("a/b", "JSON", 1);
        await js.SelectAsync("?a//");

        await js.CloseAsync();

        await Eventually.BecomesAsync(() => Server.Statistics, held => held is { Sessions: 0, Subscriptions: 0, Selections: 0, Topics: 1 });
    }

    [Fact]
    [Trait("Rule", "SESS-13")]
    public async Task Loss_OfTheConnectionWithoutReconnection_EndsTheSession()
    {
        JsSession js = Own(await JsSession.ConnectAsync(Server.Url, "admin", "password", new() { ["reconnect"] = false }));
        JsSession other = await ConnectAsync();
        string lost = js.SessionId;

        await js.KillAsync();

        await Log.WhenLoggedAsync(record => record.EventId.Name == "SessionEnded" && record.Message.Contains(lost, StringComparison.Ordinal)).Within();
        await other.PingAsync();
        Server.Statistics.Sessions.Should().Be(1);
    }
}
