using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>A client comes back while the server still believes in its former connection.</summary>
public sealed class TakeoverTests : RecoveryTest
{
    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Reconnect_OldConnectionHalfOpen_CutsThatAndGoesOn()
    {
        RawClient publisher = await ConnectAsync();
        RawClient old = await ConnectAsync();
        await publisher.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await old.SendAsync("00 03 01 02 '>a' 00");
        await old.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");

        RawClient again = await ResumeAsync(old, oldest: 1, received: 2, next: "00000002");
        await again.ExpectAsync("00 37 02");
        await old.ExpectEndAsync();

        await publisher.RequestAsync("00 76 02 01 'a' 11 02 61 'x' 00", "06 02");
        await again.ExpectAsync("04 00000001 61 'x'");
        await Eventually.BecomesAsync(() => Server.Statistics, held => held is { Connections: 2, Sessions: 2, DisconnectedSessions: 0, Subscriptions: 1 });
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Reconnect_WhileTheOldConnectionSendsOn_CountsExactlyWhatWasExecuted()
    {
        for (int round = 0; round < 20; round++)
        {
            RawClient publisher = await ConnectAsync();
            RawClient old = await ConnectAsync();
            await publisher.SendAsync($"00 70 01 02 'b{round % 10}' 0e 00");
            await publisher.ReceiveAsync();
            Task sending = SendUntilCutAsync(old, $"02 'b{round % 10}'");
            await old.ReceiveAsync();

            RawClient again = await ReconnectAsync(old, oldest: 1, received: 1);
            await sending.Within();

            // One answer for each request that was executed, and the server expects the one behind them.
            again.Handshake[2].Should().Be(105);
            int executed = 1;
            while ((await again.ReceiveAsync()).Payload is [6, ..])
            {
                executed++;
            }

            Notation.Hex(again.Handshake.AsSpan(^4)).Should().Be($"{executed + 1:x8}");
            await again.CloseAsync();
            await publisher.CloseAsync();
        }
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Reconnect_ByManyAtOnce_OneGetsTheSessionAndAllOthersEnd()
    {
        RawClient client = await ConnectAsync();
        for (int round = 0; round < 10; round++)
        {
            RawClient[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                RawClient one = await OpenTcpAsync();
                await TryTakeUpAsync(one, RawClient.ReconnectionTarget(client.Token, 1, 0));
                return one;
            }));

            await Eventually.BecomesAsync(() => Server.Statistics, held => held is { Connections: 1, Sessions: 1 });
            foreach (RawClient one in all)
            {
                await one.DisposeAsync();
            }

            await Eventually.BecomesAsync(() => Server.Statistics, held => held is { Connections: 0, Sessions: 1, DisconnectedSessions: 1 });
        }
    }

    [Fact]
    [Trait("Rule", "SESS-32")]
    public async Task SystemPing_NotAnswered_LosesTheConnectionAndNotTheSession()
    {
        RawClient client = await ConnectAsync();
        Time.Advance(TimeSpan.FromSeconds(30));
        await client.ExpectAsync("00 37 01");
        Time.Advance(TimeSpan.FromSeconds(30));
        await client.ExpectEndAsync();
        await Log.WhenLoggedAsync(record => record.EventId.Name == "SessionDisconnected" && record.Message.Contains("system ping", StringComparison.Ordinal)).Within();

        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000001");
        await again.ExpectAsync("00 37 03");
        await again.SendAsync("06 03");

        // Its pings begin anew.
        Time.Advance(TimeSpan.FromSeconds(30));
        await again.ExpectAsync("00 37 04");
        await again.SendAsync("06 04");
        await again.RequestAsync("00 38 01", "06 01");
        Time.Advance(TimeSpan.FromSeconds(30));
        await again.ExpectAsync("00 37 05");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task AnsweredPing_ForgetsWhatArrived()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        Time.Advance(TimeSpan.FromSeconds(30));
        await client.ExpectAsync("00 37 01");
        await client.SendAsync("06 01");
        await client.RequestAsync("00 38 02", "06 02");
        await LoseAsync(client);

        // It has received all three; a client that says it has not received the first one is not believed, or served.
        await RestartAsync(client, oldest: 1, received: 0);
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.MaximumRecoveryMessages = 1_000_000;
        options.MaximumRecoveryBytes = options.MaximumQueuedBytes;
    }

    // Up to where it has the session, or is cut: only then does the server know of each of them.
    private static async Task TryTakeUpAsync(RawClient client, string target)
    {
        try
        {
            await client.UpgradeAsync(target);
            await client.ReceiveAsync();
        }
        catch (IOException)
        {
            // Another one came and cut it before it was upgraded, or had the session.
        }
    }

    private static async Task SendUntilCutAsync(RawClient client, string path)
    {
        try
        {
            for (int i = 1; i <= 100_000; i++)
            {
                await client.SendAsync($"00 76 {Notation.VarInt((ulong)i)} {path} 0e 01 78 00");
            }
        }
        catch (IOException)
        {
            // That is the cut.
        }
    }
}
