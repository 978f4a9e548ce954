using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>What a client gets that has lost something for good: 106, and its subscriptions anew.</summary>
public sealed class RestartTests : RecoveryTest
{
    private const int MaximumMessages = 10;

    [Theory]
    [InlineData(1, 4, "it received more than was sent")]
    [InlineData(1, -1, "it received less than nothing")]
    [InlineData(3, 1, "it cannot repeat what the server expects")]
    [InlineData(0, 1, "its messages begin before the first one")]
    [InlineData(-1, 1, "its messages begin before the first one")]
    [InlineData(int.MaxValue, int.MaxValue, "all of that")]
    [Trait("Rule", "SESS-12")]
    [Trait("Rule", "SESS-15")]
    public async Task Reconnect_WithNumbersThatDoNotFit_BeginsAnew(int oldest, int received, string because)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);

        RawClient again = await RestartAsync(client, oldest, received);

        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 38 02", "06 02");
        Log.Records.Should().Contain(record => record.EventId.Name == "SessionRestarted", because);
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Reconnect_TooMuchMissed_GetsAllSubscriptionsAnewAndCountsFromOne()
    {
        RawClient publisher = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        await publisher.RequestAsync("00 7a 01 01 'a' 11 00 02 61 'x' 00", "06 01 00");
        await publisher.RequestAsync("00 70 02 01 'b' 11 00", "06 02 00");
        await reader.SendAsync("00 03 01 04 '?.//' 00");
        await reader.ReceiveAsync();
        await reader.ReceiveAsync();
        await reader.ReceiveAsync();
        await reader.ExpectAsync("06 01");
        await LoseAsync(reader);
        for (int i = 0; i <= MaximumMessages; i++)
        {
            await publisher.RequestAsync($"00 76 03 01 'a' 11 02 61 {0x61 + i:x2} 00", "06 03");
        }

        RawClient again = await RestartAsync(reader, oldest: 1, received: 4);
        await again.ExpectAsync("00 37 03");
        string[] anew = [(await again.ReceiveAsync()).Hex, (await again.ReceiveAsync()).Hex, (await again.ReceiveAsync()).Hex];
        anew.Select(frame => frame[..4] == "0057" ? frame[6..] : frame).Should().BeEquivalentTo(
            Notation.Hex("01 01 'a' 11 00"), Notation.Hex("04 00000001 61 'k'"), Notation.Hex("02 01 'b' 11 00"));
        await publisher.RequestAsync("00 76 04 01 'a' 11 02 61 '!' 00", "06 04");
        await again.ExpectAsync("04 00000001 61 '!'");

        // Both sides count from 1 now: the ping, two notifications, two values are five; and the answer to the ping is the first.
        await again.SendAsync("06 03");
        await again.RequestAsync("00 38 02", "06 02");
        await LoseAsync(again);
        RawClient third = await ResumeAsync(again, oldest: 1, received: 5, next: "00000003");
        await third.ExpectAsync("06 02", "00 37 06");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_ManySentBeforeTheLossButFewAfter_LosesNothing()
    {
        RawClient publisher = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        await publisher.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await reader.SendAsync("00 03 01 02 '>a' 00");
        await reader.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");
        for (int i = 0; i < MaximumMessages * 3; i++)
        {
            await publisher.RequestAsync("00 76 03 01 'a' 11 02 61 'x' 00", "06 03");
            await reader.ExpectAsync("04 00000001 61 'x'");
        }

        await LoseAsync(reader);
        await publisher.RequestAsync("00 76 03 01 'a' 11 02 61 'y' 00", "06 03");
        RawClient again = await ResumeAsync(reader, oldest: 1, received: 2 + (MaximumMessages * 3), next: "00000002");

        await again.ExpectAsync("04 00000001 61 'y'", "00 37 02");
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Reconnect_RequestUnderWayToTheSession_FailsForItsSender()
    {
        RawClient handler = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient sender = await ConnectAsync();
        await handler.RequestAsync("00 61 01 58 07 'default' 01 'a' 00 05", "06 01");
        await sender.SendAsync("00 55 07 01 'a' 06 'string' 02 61 'q'");
        await handler.ReceiveAsync();
        await LoseAsync(handler);

        RawClient again = await RestartAsync(handler, oldest: 9, received: 2);

        await sender.ExpectErrorAsync(7, "6d");
        await again.ExpectAsync("00 37 02");
        await again.SendAsync("06 01 06 'string' 02 61 'r'");
        await again.RequestAsync("00 38 02", "06 02");

        // What it registered is still there.
        await sender.SendAsync("00 55 08 01 'a' 06 'string' 02 61 'q'");
        await again.ExpectAsync($"00 58 03 05 {sender.SessionId} 01 'a' 00 06 'string' 02 61 'q'");
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Reconnect_BeforeTheRestartWasConfirmed_BeginsAnewOnceMore()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient deaf = await RestartAsync(client, oldest: 1, received: 9);
        await deaf.ExpectAsync("00 37 01");
        await LoseAsync(deaf);

        // It did not hear of the restart, so these are the old numbers; by the new ones they would fit.
        RawClient again = await RestartAsync(client, oldest: 1, received: 1);

        await again.ExpectAsync("00 37 02");
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Restart_UntilTheWebSocketHasAnswered_SendsNothing()
    {
        RawClient publisher = await ConnectAsync();
        RawClient client = await ConnectAsync();
        await publisher.RequestAsync("00 7a 01 01 'a' 11 00 02 61 'x' 00", "06 01 00");
        await client.SendAsync("00 03 01 02 '>a' 00");
        await client.ReceiveAsync();
        await client.ReceiveAsync();
        await client.ExpectAsync("06 01");
        await LoseAsync(client);
        RawClient again = await AskToRestartAsync(client, oldest: 1, received: 99);
        await publisher.RequestAsync("00 76 02 01 'a' 11 02 61 'y' 00", "06 02");
        Server.Statistics.DisconnectedSessions.Should().Be(1);

        // Anything will do as a sign of life, and nothing of it is lost.
        await again.SendAsync("00 38 07");

        await again.ExpectAsync("00 37 02", "00 57 03 01 01 'a' 11 00", "04 00000001 61 'y'", "06 07");
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Restart_ThatIsNeverAnswered_EndsWithTheSession()
    {
        RawClient client = await ConnectAsync();
        await LoseAsync(client);
        RawClient silent = await AskToRestartAsync(client, oldest: 1, received: 99);

        Time.Advance(TimeSpan.FromSeconds(60));

        await silent.ExpectEndAsync();
        await Eventually.BecomesAsync(() => Server.Statistics, held => held == default);
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    [Trait("Rule", "SESS-17")]
    public async Task Restart_ThatIsNeverAnswered_GivesWayToAnotherThatBeginsAnew()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient silent = await AskToRestartAsync(client, oldest: 1, received: 99);

        // It may have read the 106 and count from 1, with a request that was lost: its numbers fit the old ones, and it would never repeat that.
        RawClient again = await RestartAsync(client, oldest: 1, received: 0);

        await again.ExpectAsync("00 37 02");
        await again.RequestAsync("00 38 03", "06 03");
        await silent.ExpectEndAsync();
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.MaximumRecoveryMessages = MaximumMessages;
    }
}
