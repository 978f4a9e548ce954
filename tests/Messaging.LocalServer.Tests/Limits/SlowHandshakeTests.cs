using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

/// <summary>A peer that is slow but within <see cref="LocalServerOptions.HandshakeTimeout"/>, on the real clock: no layer below has a shorter deadline.</summary>
public sealed class SlowHandshakeTests : ServerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2.5);

    [Fact]
    [Trait("Rule", "SESS-08")]
    public async Task Handshake_SlowButInTime_OpensASession()
    {
        RawClient client = await OpenTcpAsync();

        await Task.Delay(Pause, TestContext.Current.CancellationToken);
        await client.SendRawAsync(Encoding.ASCII.GetBytes($"GET {RawClient.AnonymousTarget} HTTP/1.1\r\nX-Slow: "));
        await Task.Delay(Pause, TestContext.Current.CancellationToken);
        await client.UpgradeAsync("/what-follows-is-the-value-of-the-header");

        (await client.ReceiveAsync()).Payload[2].Should().Be(100);
    }
}
