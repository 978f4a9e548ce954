using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>How long sessions are kept without a connection, and that nothing is left of them after that.</summary>
public sealed class KeepingTests : RecoveryTest
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData("r=60000", 60_000)]
    [InlineData("r=2147483647", 60_000)]
    [InlineData("r=1500", 1500)]
    [InlineData("r=1", 1)]
    [Trait("Rule", "SESS-17")]
    public async Task Session_NotTakenUpInTime_EndsWithAllItHad(string timeout, int milliseconds)
    {
        RawClient client = await ConnectAsync(RawClient.AnonymousTarget.Replace("r=60000", timeout, StringComparison.Ordinal));
        await client.RequestAsync("00 03 01 05 '?.*//' 00", "06 01");
        await client.SendAsync("00 70 02 01 'a' 11 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02 00");
        await LoseAsync(client);

        Time.Advance(TimeSpan.FromMilliseconds(milliseconds) - Tick);
        Server.Statistics.Should().Match<LocalServerStatistics>(
            held => held.Sessions == 1 && held.DisconnectedSessions == 1 && held.Subscriptions == 1 && held.Selections == 1);
        Time.Advance(Tick);

        (await Eventually.BecomesAsync(() => Server.Statistics with { Topics = 0 }, held => held == default)).Should().Be(default(LocalServerStatistics));
        await ShouldBeUnknownAsync(client, 3, 3);
        Log.Records.Should().Contain(record => record.EventId.Name == "SessionEnded" && record.Message.Contains("not made again in time", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Session_TakenUpInTime_HasAllTheTimeAgain()
    {
        RawClient client = await ConnectAsync();
        await LoseAsync(client);
        Time.Advance(TimeSpan.FromSeconds(59));
        RawClient again = await ResumeAsync(client, oldest: 1, received: 0, next: "00000001");
        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 38 01", "06 01");
        await LoseAsync(again);
        Time.Advance(TimeSpan.FromSeconds(59));

        await HoldsAsync(held => held is { Sessions: 1, DisconnectedSessions: 1, Timers: 1 });
    }

    [Theory]
    [InlineData("r=0")]
    [InlineData("r=-1")]
    [InlineData("x=1")]
    [Trait("Rule", "SESS-13")]
    public async Task Session_ThatWantsNoReconnection_EndsWithItsConnection(string timeout)
    {
        RawClient client = await ConnectAsync(RawClient.AnonymousTarget.Replace("r=60000", timeout, StringComparison.Ordinal));

        await client.DisposeAsync();
        await Log.WhenLoggedAsync("SessionEnded").Within();

        await ShouldBeUnknownAsync(client);
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Reconnect_WithAWrongToken_IsRefused()
    {
        RawClient client = await ConnectAsync();
        await LoseAsync(client);

        foreach (string token in new[] { "", "AAAAAAAAAAAAAAAAAAAAAAAA", client.Token[..^1], client.Token.ToUpperInvariant() })
        {
            RawClient stranger = await ConnectAsync(RawClient.ReconnectionTarget(token, 1, 0));
            Notation.Hex(stranger.Handshake).Should().Be("231d75");
        }

        await ResumeAsync(client, oldest: 1, received: 0, next: "00000001");
    }

    [Theory]
    [InlineData("c=TOKEN")]
    [InlineData("c=TOKEN&cs=1")]
    [InlineData("c=TOKEN&cs=x&ss=0")]
    [InlineData("c=TOKEN&cs=1&ss=99999999999")]
    [Trait("Rule", "SESS-10")]
    public async Task Reconnect_Malformed_IsRefusedAndTheSessionGoesOn(string query)
    {
        RawClient client = await ConnectAsync();

        RawClient bad = await ConnectAsync($"{RawClient.AnonymousTarget}&{query.Replace("TOKEN", client.Token, StringComparison.Ordinal)}");

        Notation.Hex(bad.Handshake).Should().Be("231d73");
        await client.RequestAsync("00 38 01", "06 01");
    }

    [Theory]
    [InlineData("1d")]
    [InlineData("55")]
    [Trait("Rule", "SESS-13")]
    public async Task Session_ThatEndedItselfOrBrokeTheProtocol_IsNotKept(string last)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync(last);
        await client.ExpectAsync("1c");

        await ShouldBeUnknownAsync(client);
        Server.Statistics.Sessions.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task Session_WithoutConnectionClosedByAnother_IsGoneAtOnce()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient client = await ConnectAsync();
        await LoseAsync(client);

        await admin.RequestAsync($"00 0e 01 {client.SessionId}", "06 01");

        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 1 && held.DisconnectedSessions == 0);
        await ShouldBeUnknownAsync(client);
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Sessions_MoreThanMayBeKept_TheOldestEnds()
    {
        RawClient[] clients = [await ConnectAsync(), await ConnectAsync(), await ConnectAsync(), await ConnectAsync()];
        foreach (RawClient client in clients)
        {
            await LoseAsync(client);
        }

        await HoldsAsync(held => held is { Sessions: 3, DisconnectedSessions: 3, Timers: 3 });
        await ShouldBeUnknownAsync(clients[0]);
        foreach (RawClient client in clients[1..])
        {
            await ResumeAsync(client, oldest: 1, received: 0, next: "00000001");
        }

        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 3 && held.DisconnectedSessions == 0);
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Stop_WithSessionsWithoutConnection_LeavesNothing()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 02 '>a' 00", "06 01");
        await LoseAsync(client);

        await Server.StopAsync().Within();

        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.MaximumDisconnectedSessions = 3;
    }

    // The end of a lost connection, which has a timer too, comes a moment after its loss was told.
    private Task<LocalServerStatistics> HoldsAsync(Func<LocalServerStatistics, bool> condition) => Eventually.BecomesAsync(() => Server.Statistics, condition);
}
