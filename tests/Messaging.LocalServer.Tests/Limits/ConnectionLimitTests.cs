using System.Net.Sockets;
using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

/// <summary>Connections that never become sessions. The clock is the test's: nothing ends unless it says so.</summary>
public sealed class ConnectionLimitTests : ServerTest
{
    private const int MaximumPending = 4;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan JustBefore = Timeout - TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly ObservedClock _time = new();

    [Theory]
    [InlineData("")]
    [InlineData("GET /diffusion?ty=WB&v=29 HTTP/1.1\r\nUpgr")]
    [InlineData("GET /diffusion?ty=WB&v=29 HTTP/1.1\r\nHost: localhost\r\n")]
    [Trait("Rule", "SESS-08")]
    public async Task Handshake_NotFinishedInTime_IsCut(string said)
    {
        RawClient client = await OpenAsync(said);

        _time.Advance(JustBefore);
        Server.Statistics.PendingConnections.Should().Be(1);
        _time.Advance(Rest);

        await client.ExpectEndAsync();
        await PendingBecomesAsync(0);
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "HandshakeTimedOut").Which.Message.Should().Contain("after 7 s");
    }

    [Fact]
    public async Task Handshake_ByteByByte_HasNoMoreTimeThanOthers()
    {
        RawClient client = await OpenAsync("G");
        foreach (char next in "ET /d")
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await client.SendRawAsync([(byte)next]);
        }

        _time.Advance(TimeSpan.FromSeconds(2));

        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task PlainHttp_KeptAlive_IsCutInTheEnd()
    {
        RawClient client = await OpenAsync("");
        (await client.RequestAsync("/nowhere")).Should().StartWith("HTTP/1.1 404 ");

        _time.Advance(Timeout);

        await client.ExpectEndAsync();
        await PendingBecomesAsync(0);
    }

    [Fact]
    public async Task Session_LongAfterTheHandshake_IsLeftAlone()
    {
        RawClient client = await ConnectAsync();
        Server.Statistics.PendingConnections.Should().Be(0);

        _time.Advance(Timeout * 10);

        await client.RequestAsync("00 38 01", "06 01");
        Log.Records.Should().NotContain(record => record.EventId.Name == "HandshakeTimedOut");
    }

    [Fact]
    public async Task Upgraded_WaitingForAnAuthenticator_HasTheTimeOfThat()
    {
        RawClient control = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await control.RequestAsync("00 77 01 78 07 'default' 15 'before-system-handler' 05", "06 01");
        RawClient bob = await OpenAsync("");
        await bob.UpgradeAsync(RawClient.TargetFor("bob", "pw"));
        await control.ReceiveAsync();

        _time.Advance(Timeout);
        Server.Statistics.PendingConnections.Should().Be(1, "the server has not decided yet, and that is not its peer's fault");
        _time.Advance(TimeSpan.FromSeconds(20) - Timeout);

        (await bob.ReceiveAsync()).Payload.Should().Equal(0x23, 29, 116);
        await bob.ExpectCloseAsync();
        Server.Statistics.PendingConnections.Should().Be(0);
    }

    [Fact]
    public async Task PendingConnections_MoreThanAllowed_AreCutUntilThereIsRoom()
    {
        RawClient session = await ConnectAsync();
        List<RawClient> pending = [];
        for (int i = 0; i < MaximumPending; i++)
        {
            pending.Add(await OpenTcpAsync());
        }

        await PendingBecomesAsync(MaximumPending);
        for (int i = 0; i < 3; i++)
        {
            await ShouldBeCutAsync();
        }

        await PendingBecomesAsync(MaximumPending);
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "TooManyConnections").Which.Message.Should().Contain("4 connections");
        await session.RequestAsync("00 38 01", "06 01");

        await pending[0].UpgradeAsync(RawClient.AnonymousTarget);
        (await pending[0].ReceiveAsync()).Payload[2].Should().Be(100, "those that are in may go on");
        (await ConnectAsync()).Handshake[2].Should().Be(100, "and make room");
        await pending[1].DisposeAsync();
        await PendingBecomesAsync(MaximumPending - 2);
    }

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task Refused_UntilItCloses_CountsAsPending()
    {
        RawClient refused = await ConnectAsync(RawClient.TargetFor("admin", "wr0ng"));
        refused.Handshake[2].Should().Be(116);
        Server.Statistics.PendingConnections.Should().Be(1);

        await refused.ExpectCloseAsync();

        Server.Statistics.PendingConnections.Should().Be(0);
    }

    [Theory]
    [InlineData(2000, "101")]
    [InlineData(2001, "414")]
    [Trait("Rule", "SESS-08")]
    public async Task RequestLine_UpToTheMaximum_IsRead(int size, string status)
    {
        const string Before = "GET ";
        const string After = " HTTP/1.1\r\n";
        string target = RawClient.AnonymousTarget + "&x=";
        target += new string('x', size - Before.Length - target.Length - After.Length);
        RawClient client = await OpenAsync("");

        string head = await client.RequestAsync(
            target, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        head.Should().StartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    [Trait("Rule", "SESS-08")]
    public async Task Headers_Above32KiB_Answer431()
    {
        RawClient client = await OpenAsync("");

        string head = await client.RequestAsync(RawClient.AnonymousTarget, ["X: " + new string('x', 33 * 1024)]);

        head.Should().StartWith("HTTP/1.1 431 ");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;
        options.HandshakeTimeout = Timeout;
        options.AuthenticatorTimeout = TimeSpan.FromSeconds(20);
        options.MaximumPendingConnections = MaximumPending;
        options.MaximumRequestLineSize = 2000;
    }

    private async Task ShouldBeCutAsync()
    {
        try
        {
            await (await OpenTcpAsync()).ExpectEndAsync();
        }
        catch (SocketException)
        {
            // Cut before it was even open.
        }
    }

    // Until the server has taken it in: before that, its deadline has not begun.
    private async Task<RawClient> OpenAsync(string said)
    {
        int before = Server.Statistics.PendingConnections;
        Task begun = _time.NextTimerAsync(Timeout);
        RawClient client = await OpenTcpAsync();
        await begun.Within();
        Server.Statistics.PendingConnections.Should().Be(before + 1);
        await client.SendRawAsync(Encoding.ASCII.GetBytes(said));
        return client;
    }

    private Task<int> PendingBecomesAsync(int count) => Eventually.BecomesAsync(() => Server.Statistics.PendingConnections, pending => pending == count);
}
