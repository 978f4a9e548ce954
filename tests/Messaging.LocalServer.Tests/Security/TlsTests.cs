using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

public sealed class TlsTests : LoggedTest
{
    [Fact]
    public async Task Start_WithASelfSignedCertificate_IsGoodForThisMachineAndTrustedByNobody()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(
            new LocalServerOptions { Port = 0, LoggerFactory = Log, UseSelfSignedCertificate = true }).Within();
        server.Url.Scheme.Should().Be("wss");
        X509Certificate2 certificate = server.SelfSignedCertificate!;
        certificate.HasPrivateKey.Should().BeFalse();
        foreach (string host in new[] { "localhost", "127.0.0.1", "::1" })
        {
            certificate.MatchesHostname(host).Should().BeTrue("clients connect to {0}", host);
        }

        (await ConnectAsync(server.Url, certificate)).Should().Be(100);
        await ((Func<Task>)(() => ConnectAsync(server.Url, trusted: null))).Should().ThrowAsync<WebSocketException>();
    }

    [Fact]
    public async Task Start_WithACertificate_UsesIt()
    {
        using X509Certificate2 certificate = OwnCertificate.Create(TimeProvider.System);
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(
            new LocalServerOptions { Port = 0, LoggerFactory = Log, Certificate = certificate }).Within();

        server.SelfSignedCertificate.Should().BeNull();
        (await ConnectAsync(server.Url, certificate)).Should().Be(100);
    }

    [Fact]
    public async Task Start_WithBothOrWithoutAKey_IsRefused()
    {
        using X509Certificate2 certificate = OwnCertificate.Create(TimeProvider.System);
        using X509Certificate2 publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);

        foreach (LocalServerOptions options in new LocalServerOptions[]
        {
            new() { Port = 0, Certificate = certificate, UseSelfSignedCertificate = true },
            new() { Port = 0, Certificate = publicOnly },
        })
        {
            await ((Func<Task>)(() => LocalDiffusionServer.StartAsync(options))).Should().ThrowAsync<ArgumentException>();
        }
    }

    // The third byte of the server's first message: 100 is a new session.
    private static async Task<byte> ConnectAsync(Uri server, X509Certificate2? trusted)
    {
        using ClientWebSocket socket = new();
        if (trusted is not null)
        {
            socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                && certificate!.GetRawCertData().AsSpan().SequenceEqual(trusted.RawData);
        }

        await socket.ConnectAsync(new Uri(server, RawClient.AnonymousTarget), CancellationToken.None).Within();
        byte[] first = new byte[100];
        await socket.ReceiveAsync(first, CancellationToken.None).Within();
        return first[2];
    }
}
