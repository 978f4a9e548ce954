using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>Who judges the certificate of a <c>wss</c> server. The server here speaks TLS and then says 503.</summary>
public sealed class TlsTests : LoggedTest
{
    [Fact]
    public async Task Open_CertificateAccepted_GetsToTheServer()
    {
        SslPolicyErrors seen = SslPolicyErrors.None;

        string failure = await OpenAsync(factory => factory.CertificateValidation((certificate, chain, errors) =>
        {
            seen = certificate.Subject == "CN=localhost" && chain is not null ? errors : SslPolicyErrors.None;
            return CertificateValidationResult.ACCEPT;
        }));

        failure.Should().Contain("HTTP status 503");
        seen.Should().HaveFlag(SslPolicyErrors.RemoteCertificateChainErrors);
    }

    [Fact]
    public async Task Open_CertificateRejected_Fails() =>
        (await OpenAsync(factory => factory.CertificateValidation((_, _, _) => CertificateValidationResult.REJECT)))
            .Should().Contain("certificate").And.NotContain("503");

    [Fact]
    public async Task Open_UntrustedCertificateAndNobodyToJudge_Fails() =>
        (await OpenAsync(factory => factory)).Should().Contain("certificate").And.NotContain("503");

    private static async Task<string> OpenAsync(Func<ISessionFactory, ISessionFactory> configure)
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task serving = ServeAsync(server);
        string url = $"wss://localhost:{((IPEndPoint)server.LocalEndpoint).Port}";

        Func<Task> open = () => configure(Diffusion.Sessions.ConnectionTimeout(60_000)).OpenAsync(url).Within();

        SessionEstablishmentException failure = (await open.Should().ThrowAsync<SessionEstablishmentException>()).Which;
        await serving.Within();
        failure.Message.Should().Contain(url);
        return failure.Message;
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        using X509Certificate2 certificate = CreateCertificate();
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using SslStream stream = new(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            await stream.ReadAtLeastAsync(new byte[16 * 1024], 1);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client has hung up on the certificate, as two of the tests want.
        }
    }

    private static X509Certificate2 CreateCertificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
