using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>What a client gets that has lost nothing for good: 105, and what did not arrive.</summary>
public sealed class ResumeTests : RecoveryTest
{
    [Fact]
    [Trait("Rule", "SESS-11")]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_WithFramesMissing_GetsTheSameBytesInOrderThenAPingThenNewOnes()
    {
        RawClient publisher = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        await publisher.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await reader.SendAsync("00 03 01 02 '>a' 00");
        await reader.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");
        await reader.SendAsync("06 01");
        await reader.RequestAsync("00 38 02", "06 02");
        await publisher.RequestAsync("00 76 02 01 'a' 11 02 61 'x' 00", "06 02");
        await reader.ExpectAsync("04 00000001 61 'x'");

        await LoseAsync(reader);
        await publisher.RequestAsync("00 76 03 01 'a' 11 02 61 'y' 00", "06 03");
        await publisher.RequestAsync("00 76 04 01 'a' 11 02 61 'z' 00", "06 04");

        // It says that the last answer and the first value did not arrive: frames 3 and 4.
        RawClient again = await ResumeAsync(reader, oldest: 1, received: 2, next: "00000004");
        await again.ExpectAsync("06 02", "04 00000001 61 'x'", "04 00000001 61 'y'", "04 00000001 61 'z'", "00 37 02");
        await publisher.RequestAsync("00 76 05 01 'a' 11 02 61 '!' 00", "06 05");
        await again.ExpectAsync("04 00000001 61 '!'");
        await again.RequestAsync("00 38 03", "06 03");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_NothingMissing_GetsOnlyAPing()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");

        await LoseAsync(client);
        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");

        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 38 02", "06 02");
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 1 && held.DisconnectedSessions == 0);
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_DeltasAndCompressedValues_AreSentAgainAsTheyWere()
    {
        string text = new('x', 600);
        string longText = new('y', 9000);
        RawClient publisher = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        await publisher.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");
        await reader.SendAsync("00 03 01 02 '>a' 00");
        await reader.ExpectAsync("00 57 01 01 01 'a' 0e 00", "06 01");
        await publisher.RequestAsync($"00 76 02 01 'a' 0e d804 '{text}' 00", "06 02");
        await publisher.RequestAsync($"00 76 03 01 'a' 0e d904 '{text}!' 00", "06 03");
        await publisher.RequestAsync($"00 76 04 01 'a' 0e a846 '{longText}' 00", "06 04");
        byte[][] sent = [(await reader.ReceiveAsync()).Payload, (await reader.ReceiveAsync()).Payload, (await reader.ReceiveAsync()).Payload];
        sent.Select(frame => frame[0]).Should().Equal(0x04, 0x05, 0x84);

        await LoseAsync(reader);
        RawClient again = await ResumeAsync(reader, oldest: 1, received: 2, next: "00000002");

        foreach (byte[] frame in sent)
        {
            (await again.ReceiveAsync()).Payload.Should().Equal(frame);
        }
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_RequestUnderWay_IsAnsweredOnTheNewConnection()
    {
        RawClient handler = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient sender = await ConnectAsync();
        await handler.RequestAsync("00 61 01 58 07 'default' 01 'a' 00 05", "06 01");
        await sender.SendAsync("00 55 07 01 'a' 06 'string' 02 61 'q'");
        byte[] request = (await handler.ReceiveAsync()).Payload;

        await LoseAsync(sender);
        RawClient again = await ResumeAsync(sender, oldest: 1, received: 0, next: "00000002");
        await again.ExpectAsync("00 37 01");
        await handler.SendAsync([6, request[2], 6, .. "string"u8, 2, 0x61, (byte)'r']);

        await again.ExpectAsync("06 07 06 'string' 02 61 'r'");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Reconnect_RequestOfTheServerMissed_IsSentAgainAndMayBeAnswered()
    {
        RawClient handler = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient sender = await ConnectAsync();
        await handler.RequestAsync("00 61 01 58 07 'default' 01 'a' 00 05", "06 01");
        await LoseAsync(handler);

        await sender.SendAsync("00 55 07 01 'a' 06 'string' 02 61 'q'");
        await sender.RequestAsync("00 38 08", "06 08");
        RawClient again = await ResumeAsync(handler, oldest: 2, received: 1, next: "00000002");
        await again.ExpectAsync($"00 58 01 05 {sender.SessionId} 01 'a' 00 06 'string' 02 61 'q'", "00 37 02");
        await again.SendAsync("06 01 06 'string' 02 61 'r'");

        await sender.ExpectAsync("06 07 06 'string' 02 61 'r'");
    }

    [Fact]
    [Trait("Rule", "SESS-11")]
    public async Task Reconnect_ManyTimes_CountsOn()
    {
        RawClient client = await ConnectAsync();
        int sent = 0;
        int received = 0;
        for (int i = 0; i < 20; i++)
        {
            await client.RequestAsync("00 38 01", "06 01");
            sent++;
            received++;

            await LoseAsync(client);
            client = await ResumeAsync(client, oldest: sent, received, next: $"{sent + 1:x8}");
            await client.ExpectAsync($"00 37 {i + 1:x2}");
            received++;
            await client.SendAsync($"06 {i + 1:x2}");
            sent++;
        }

        await ShouldBeEmptyAfterClosingAsync(client);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4001)]
    [Trait("Rule", "SESS-13")]
    public async Task Reconnect_AfterACloseFrame_IsPossible(int code)
    {
        RawClient client = await ConnectAsync();
        await client.SendFrameAsync(RawFrame.Close, [(byte)(code >> 8), (byte)code]);
        (await client.ReceiveAsync()).Opcode.Should().Be(RawFrame.Close);
        await client.ExpectEndAsync();
        Server.Statistics.DisconnectedSessions.Should().Be(1);

        RawClient again = await ResumeAsync(client, oldest: 1, received: 0, next: "00000001");

        await again.ExpectAsync("00 37 01");
    }

    [Fact]
    [Trait("Rule", "SESS-17")]
    public async Task Reconnect_WithOtherCredentials_IsTheSessionThatTheTokenSays()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await LoseAsync(client);

        RawClient again = await ConnectAsync(RawClient.ReconnectionTarget(client.Token, 1, 0) + "&username=nobody&password=AQV3cm9uZw%3D%3D");

        again.Handshake[2].Should().Be(105);
        await again.ExpectAsync("00 37 01");
        await again.SendAsync("00 ca01 02");
        (await again.ReceiveAsync()).Hex.Should().Contain(Notation.Hex("0a '$Principal' 06 'client'"));
    }
}
