using Messaging.LocalServer;

namespace Messaging.Tests.EndToEnd;

/// <summary>Over TLS, to a server whose certificate nobody trusts.</summary>
public sealed class EncryptionTests : ServerTest
{
    [Fact]
    public async Task Connect_CertificateNobodyTrusts_FailsBeforeThePasswordIsSent()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => o.UseSelfSignedCertificate = true);
        server.Url.Scheme.Should().Be("wss");
        MessagingClient client = NewClient(server.Url, o => (o.Principal, o.Password) = ("client", "s3cr3t"));

        var error = (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.ConnectFailed);
        error.ToString().Should().NotContain("s3cr3t");
        Log.Records.Should().NotContain(record => record.EventId.Name == "CertificatesNotChecked");
    }

    [Fact]
    public async Task Connect_AnyCertificateIsAccepted_IsConnectedAndWarns()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => o.UseSelfSignedCertificate = true);
        MessagingClient client = NewClient(server.Url, o =>
        {
            (o.Principal, o.Password) = ("client", "password");
            o.AcceptAnyServerCertificate = true;
        });

        IChatRoom room = await client.JoinAsync("lobby").Within();
        await room.SendAsync("hello").Within();

        Log.Records.Should().ContainSingle(record => record.EventId.Name == "CertificatesNotChecked");
    }
}
