using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

/// <summary>A peer that connects to a TLS server and does not speak TLS has the same deadline.</summary>
public sealed class EncryptedConnectionLimitTests : ServerTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(7);

    private readonly ObservedClock _time = new();

    [Theory]
    [InlineData("")]
    [InlineData("16 03 01 02 00 01")]
    [Trait("Rule", "SESS-08")]
    public async Task Tls_NotFinishedInTime_IsCut(string said)
    {
        Task begun = _time.NextTimerAsync(Timeout);
        RawClient client = await OpenTcpAsync();
        await begun.Within();
        Server.Statistics.PendingConnections.Should().Be(1);
        await client.SendRawAsync(Notation.Bytes(said));

        _time.Advance(Timeout);

        await client.ExpectEndAsync();
        await Log.WhenLoggedAsync("HandshakeTimedOut").Within();
        await Eventually.BecomesAsync(() => Server.Statistics.PendingConnections, pending => pending == 0);
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.HandshakeTimeout = Timeout;
        options.UseSelfSignedCertificate = true;
    }
}
