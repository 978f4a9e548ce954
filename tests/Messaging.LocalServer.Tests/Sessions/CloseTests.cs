using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Sessions;

/// <summary>Sessions that end. The clock is the test's: nothing is cut unless it says so.</summary>
public sealed class CloseTests : ServerTest
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task CloseRequest_OfClient_IsConfirmedAndNothingIsLeft()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 05 '?.*//' 00", "06 01");
        await client.SendAsync("00 70 02 01 'a' 11 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02 00");

        await client.SendAsync("1d");
        await client.ExpectAsync("1c");
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 0 && held.Subscriptions == 0, "the session ended before the answer");
        await client.ExpectCloseAsync();

        (Server.Statistics with { Topics = 0 }).Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task CloseRequest_BehindOtherRequests_IsHandledAfterThem()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync("00 38 01");
        await client.SendAsync("00 38 02");
        await client.SendAsync("1d");
        await client.SendAsync("00 38 03");

        await client.ExpectAsync("06 01", "06 02", "1c");
        await client.ExpectCloseAsync();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4001)]
    [Trait("Rule", "SESS-13")]
    public async Task WebSocketClose_OfClientThatDoesNotReconnect_EndsTheSession(int code)
    {
        RawClient client = await ConnectAsync(RawClient.TransientTarget);

        await client.SendFrameAsync(RawFrame.Close, [(byte)(code >> 8), (byte)code]);

        (await client.ReceiveAsync()).Opcode.Should().Be(RawFrame.Close);
        await client.ExpectEndAsync();
        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SESS-13")]
    public async Task SocketLost_OfClientThatDoesNotReconnect_EndsTheSessionForOthersToo()
    {
        RawClient lost = await ConnectAsync(RawClient.TransientTarget);
        RawClient other = await ConnectAsync();
        await lost.RequestAsync("00 03 01 02 '>a' 00", "06 01");
        await other.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await lost.DisposeAsync();
        await Log.WhenLoggedAsync("SessionEnded").Within();

        await other.RequestAsync("00 76 02 01 'a' 11 02 61 'x' 00", "06 02");
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 1 && held.Subscriptions == 0 && held.Selections == 0);
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Stop_WithSessions_TellsEachAndLeavesNothing()
    {
        RawClient[] clients = [await ConnectAsync(), await ConnectAsync(), await ConnectAsync()];

        Task stopped = Server.StopAsync();
        foreach (RawClient client in clients)
        {
            await client.ExpectAsync("1c");
            await client.ExpectCloseAsync();
        }

        await stopped.Within();
        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Stop_WithSessionThatDoesNotClose_CutsIt()
    {
        RawClient client = await ConnectAsync();

        Task stopped = Server.StopAsync();
        await client.ExpectAsync("1c");
        _time.Advance(CloseTimeout);

        await client.ExpectEndAsync();
        await stopped.Within();
        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Stop_Cancelled_CutsAtOnceAndDoesNotThrow()
    {
        RawClient client = await ConnectAsync();

        await Server.StopAsync(new CancellationToken(canceled: true)).Within();

        // Nothing was waited for, so what served it may still be tidying up.
        await client.ExpectEndAsync();
        await Eventually.BecomesAsync(() => Server.Statistics, held => held == default);
    }

    [Fact]
    public async Task Dispose_Twice_IsFine()
    {
        await Server.DisposeAsync().Within();
        await Server.DisposeAsync().Within();
        await Server.StopAsync().Within();
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Cycles_ThousandConnectSubscribeClose_LeaveNothing()
    {
        const int Cycles = 1000;
        RawClient publisher = await ConnectAsync();
        await publisher.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        for (int i = 0; i < Cycles; i++)
        {
            await using RawClient client = await RawClient.ConnectAsync(Server.Url, RawClient.TransientTarget);
            await client.SendAsync("00 03 01 04 '?a//' 00");
            await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");
            if (i % 2 == 0)
            {
                await client.CloseAsync();
            }
            else
            {
                await client.SendFrameAsync(RawFrame.Close, [3, 0xe8]);
                await client.ExpectEndAsync();
            }
        }

        Server.Statistics.Should().Be(new LocalServerStatistics(Connections: 1, Sessions: 1, Topics: 1, Subscriptions: 0, Selections: 0, Timers: 1, RetainedEvents: 0));
        await publisher.RequestAsync("00 53 02 02 '>a'", "06 02 01");
        await ShouldBeEmptyAfterClosingAsync(publisher);
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.CloseTimeout = CloseTimeout;
    }
}
