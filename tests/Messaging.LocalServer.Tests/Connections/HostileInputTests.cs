using System.Text;
using CsCheck;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Connections;

/// <summary>Bytes of somebody who means harm or knows no better. Each ends his own session at most.</summary>
public sealed class HostileInputTests : ServerTest
{
    private RawClient _bystander = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _bystander = await ConnectAsync();
        await _bystander.RequestAsync("00 03 01 02 '>a' 00", "06 01");
    }

    public override async ValueTask DisposeAsync()
    {
        await _bystander.RequestAsync("00 38 02", "06 02");
        await base.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task TextMessage_EndsTheSession()
    {
        RawClient client = await ConnectAsync();

        await client.SendFrameAsync(RawFrame.Text, Encoding.UTF8.GetBytes("hello"));

        await ShouldBeClosedAsync(client, 1003, "text message");
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task EmptyMessage_EndsTheSession()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync("");

        await ShouldBeClosedAsync(client, 1002, "broke the protocol");
    }

    [Theory]
    [InlineData("01 01")]
    [InlineData("22")]
    [InlineData("3f 00")]
    [InlineData("00")]
    [InlineData("00 38")]
    [InlineData("00 ffffffffffff 01")]
    [InlineData("06")]
    [InlineData("04 00000001 61 'x'")]
    [InlineData("05 00000001 41 'x'")]
    [InlineData("1c")]
    [Trait("Rule", "WIRE-20")]
    public async Task FrameThatCannotBeReadOrIsNotForClients_EndsTheSession(string message)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync(message);

        await ShouldBeClosedAsync(client, 1002, "broke the protocol");
    }

    [Theory]
    [InlineData("00 70 01")]
    [InlineData("00 70 01 01")]
    [InlineData("00 70 01 ffffffff07 'a' 0f 00")]
    [InlineData("00 70 01 01 'a' 0f ffffffff0f")]
    [InlineData("00 70 01 01 ff 0f 00")]
    [InlineData("00 76 01 01 'a' 0f 05 a1 61 'x' 01 00")]
    [InlineData("00 76 01 01 'a' 11 02 61 'x' 08")]
    [InlineData("00 03 01 02 '>a'")]
    [InlineData("00 75 01 02 '>a' 00 00")]
    [InlineData("00 63 01 01 'a' 04 'json' 05 a1")]
    [InlineData("00 63 01 01 'a' ffffffff07 'json' 00")]
    [InlineData("00 64 01 01 'a' 04 'json' 00 ffffffff0f")]
    [InlineData("00 64 01 01 'a' 04 'json' ffffffffffffffffffff 01 00")]
    [InlineData("00 a601 01 01 'a' 04 'json' 01 f6")]
    [InlineData("00 54 01 01 'a' 07 0000 0003 0000 0003 00")]
    [InlineData("00 54 01 01 'a' 00 00ff 0003 0000 0003 00")]
    [InlineData("00 54 01 01 'a' 00 0000 00ff 0000 0003 00")]
    [Trait("Rule", "WIRE-24")]
    public async Task MalformedBody_Answers106AndSessionLives(string request)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync(request);
        await client.ExpectErrorAsync(1, "6a");

        await client.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    [Trait("Rule", "WIRE-24")]
    public async Task DeepConstraint_Answers106()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 76 01 01 'a' 11 02 61 'x' {string.Concat(Enumerable.Repeat("01", 2_000))}");

        await client.ExpectErrorAsync(1, "6a");
    }

    [Theory]
    [InlineData("71", 113)]
    [InlineData("7e", 126)]
    [InlineData("7d", 125)]
    [InlineData("3e", 62)]
    [InlineData("ffffffff07", int.MaxValue)]
    [Trait("Rule", "WIRE-27")]
    public async Task UnknownService_Answers104AndNamesIt(string service, int number)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 {service} 01 00");

        (await client.ExpectErrorAsync(1, "68")).Should().StartWith($"Unsupported service: {number}");
        await client.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    public async Task MessageAboveTheMaximum_EndsTheSession()
    {
        RawClient client = await ConnectAsync();
        await client.SendAsync([0, 0x38, 1, .. new byte[4093]]);
        await client.ExpectAsync("06 01");

        await client.SendAsync([0, 0x38, 1, .. new byte[4094]]);

        await ShouldBeClosedAsync(client, 1009, "more than 4096 bytes");
    }

    [Fact]
    public async Task EndlessFragments_EndTheSession()
    {
        RawClient client = await ConnectAsync();

        await client.SendFrameAsync(RawFrame.Binary, [0], isFinal: false);
        for (int i = 0; i < 5; i++)
        {
            await client.SendFrameAsync(RawFrame.Continuation, new byte[1000], isFinal: false);
        }

        await ShouldBeClosedAsync(client, 1009, "more than 4096 bytes");
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task FragmentedMessageAndWebSocketPing_AreUnderstood()
    {
        RawClient client = await ConnectAsync();

        await client.SendFrameAsync(RawFrame.Binary, [0], isFinal: false);
        await client.SendFrameAsync(RawFrame.Ping, [1, 2, 3]);
        await client.SendFrameAsync(RawFrame.Continuation, [0x38, 7]);

        RawFrame pong = await client.ReceiveAsync();
        pong.Opcode.Should().Be(RawFrame.Pong);
        pong.Payload.Should().Equal(1, 2, 3);
        await client.ExpectAsync("06 07");
    }

    [Theory]
    [InlineData("83 80 00000000")]
    [InlineData("c2 80 00000000")]
    [InlineData("82 ff ffffffffffffffff 00000000")]
    [InlineData("'GET / HTTP/1.1'")]
    public async Task BytesThatAreNoWebSocket_EndTheSession(string bytes)
    {
        RawClient client = await ConnectAsync(RawClient.TransientTarget);

        await client.SendRawAsync(Notation.Bytes(bytes));

        await client.ExpectEndAsync();
        Server.Statistics.Sessions.Should().Be(1);
    }

    [Theory]
    [InlineData("83 80 00000000")] // a reserved opcode
    [InlineData("c2 80 00000000")] // a reserved bit
    [InlineData("02 80 00000000 82 80 00000000")] // a message within a fragmented one
    public async Task BytesThatAreNoWebSocket_AreAnsweredByOneCloseFrame(string bytes)
    {
        RawClient client = await ConnectAsync();

        await client.SendRawAsync(Notation.Bytes(bytes));

        RawFrame close = await client.ReceiveAsync();
        close.Opcode.Should().Be(RawFrame.Close);
        close.Hex.Should().Be("03ea", "1002 is a protocol error");
        await client.Invoking(ended => ended.ReceiveAsync()).Should().ThrowAsync<IOException>("nothing follows a close frame");
    }

    [Fact]
    public async Task HalfHandshakes_LeaveNothing()
    {
        RawClient silent = await OpenTcpAsync();
        RawClient half = await OpenTcpAsync();
        await half.SendRawAsync(Encoding.ASCII.GetBytes("GET /diffusion?ty=WB&v=29 HTTP/1.1\r\nUpgr"));
        RawClient garbage = await OpenTcpAsync();
        await garbage.SendRawAsync(Notation.Bytes("00 01 02 0d0a 0d0a"));
        await garbage.ExpectEndAsync();

        await silent.DisposeAsync();
        await half.DisposeAsync();

        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 1 && held.Connections == 1);
    }

    [Fact]
    public async Task RandomMessages_GetAnswersOrAnEnd()
    {
        RawClient client = await ConnectAsync();
        int sessions = 1;
        byte[] services = [0x03, 0x04, 0x53, 0x54, 0x63, 0x64, 0x70, 0x75, 0x76, 0x7a];
        List<byte[]> messages = [];
        Gen<byte[]> message = Gen.OneOf(
            Gen.Byte.Array[0, 40],
            Gen.Select(Gen.Int[0, services.Length - 1], Gen.Byte.Array[0, 40], (service, body) => (byte[])[0, services[service], 1, .. body]));
        message.Sample(messages.Add, iter: 400, threads: 1, seed: "0N0XIzNsQ0O2");

        foreach (byte[] bytes in messages)
        {
            // A request behind it shows when the server has dealt with it; afterwards the session may be gone.
            await client.SendAsync(bytes);
            await client.SendAsync("00 38 01");
            if (!await AnswersAsync(client))
            {
                client = await ConnectAsync();
                sessions++;
            }
        }

        sessions.Should().BeGreaterThan(1, "some of the messages are no frames");
        Log.Records.Should().NotContain(record => record.EventId.Name == "ServiceFailed");
    }

    protected override void Configure(LocalServerOptions options) => options.MaximumMessageSize = 4096;

    private static async Task<bool> AnswersAsync(RawClient client)
    {
        while (true)
        {
            RawFrame frame = await client.ReceiveAsync();
            if (frame.Opcode == RawFrame.Close)
            {
                return false;
            }

            if (frame.Hex == "0601")
            {
                return true;
            }
        }
    }

    private async Task ShouldBeClosedAsync(RawClient client, ushort code, string reason)
    {
        await client.ExpectAsync("1c");
        await client.ExpectCloseAsync(code);
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "SessionClosed").Which.Message.Should().Contain(reason);
        Server.Statistics.Sessions.Should().Be(1, "the bystander is still there");
    }
}
