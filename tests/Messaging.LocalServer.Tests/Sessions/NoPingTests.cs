using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions;

public sealed class NoPingTests : ServerTest
{
    [Fact]
    [Trait("Rule", "SESS-30")]
    public async Task Connect_PingsOff_HandshakeSaysZeroAndNoTimerRuns()
    {
        RawClient client = await ConnectAsync();

        Notation.Hex(client.Handshake.AsSpan(43, 8)).Should().Be("0000000000000000");
        Server.Statistics.Timers.Should().Be(0);
    }

    protected override void Configure(LocalServerOptions options) => options.SystemPingPeriod = TimeSpan.Zero;
}
