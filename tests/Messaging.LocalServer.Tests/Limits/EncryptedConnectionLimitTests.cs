using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Limits;

/// <summary>A peer that connects to a TLS server and does not speak TLS has the same deadline.</summary>
public sealed class EncryptedConnectionLimitTests : ServerTest
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("")]
    [InlineData("16 03 01 02 00 01")]
    [Trait("Rule", "SESS-08")]
    public async Task Tls_NotFinishedInTime_IsCut(string said)
    {
        RawClient client = await OpenTcpAsync();
        await Eventually.BecomesAsync(() => Server.Statistics.PendingConnections, pending => pending == 1);
        await client.SendRawAsync(Notation.Bytes(said));

        _time.Advance(TimeSpan.FromSeconds(10));

        await client.ExpectEndAsync();
        await Log.WhenLoggedAsync("HandshakeTimedOut").Within();
        await Eventually.BecomesAsync(() => Server.Statistics.PendingConnections, pending => pending == 0);
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.UseSelfSignedCertificate = true;
    }
}
