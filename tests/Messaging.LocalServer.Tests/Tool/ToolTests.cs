using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Tool;

public sealed class ToolTests
{
    [Fact]
    public async Task Run_PortZero_PrintsUrlServesAndEndsOnCtrlC()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        await using ToolProcess tool = ToolProcess.StartInterruptible("--port", "0", "--principal", "alice:se:cret:CLIENT,TOPIC_CONTROL");
        Uri url = await tool.ReadUrlAsync();

        await using RawClient alice = await RawClient.ConnectAsync(url, RawClient.TargetFor("alice", "se:cret"));
        await using RawClient admin = await RawClient.ConnectAsync(url, RawClient.TargetFor("admin", "password"));
        await using RawClient anonymous = await RawClient.ConnectAsync(url, RawClient.AnonymousTarget);
        alice.Handshake[2].Should().Be(100);
        admin.Handshake[2].Should().Be(116, "given principals replace the default ones");
        anonymous.Handshake[2].Should().Be(116);

        await tool.InterruptAsync();
        await alice.ExpectAsync("1c");
        await alice.ExpectCloseAsync();

        (int exitCode, string output, string errors) = await tool.EndAsync();
        exitCode.Should().Be(0);
        output.Should().BeEmpty();
        errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_Verbose_LogsToTheErrorOutputOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        await using ToolProcess tool = ToolProcess.StartInterruptible("--port", "0", "--verbose");
        Uri url = await tool.ReadUrlAsync();
        await using RawClient client = await RawClient.ConnectAsync(url, RawClient.AnonymousTarget);
        await client.CloseAsync();

        await tool.InterruptAsync();

        (int exitCode, string output, string errors) = await tool.EndAsync();
        exitCode.Should().Be(0);
        output.Should().BeEmpty();
        errors.Should().Contain("opened from 127.0.0.1").And.Contain("the client closed it");
    }

    [Fact]
    public async Task Run_PortInUse_OneLineAndExitCode1()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 }).Within();
        await using ToolProcess tool = ToolProcess.Start("--port", $"{server.Url.Port}");

        (int exitCode, string output, string errors) = await tool.EndAsync();

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        errors.Trim().Should().NotContain("\n").And.Contain($"{server.Url.Port}").And.Contain("in use");
    }

    [Theory]
    [InlineData("--principal", "alice:secret")]
    [InlineData("--principal", ":secret:CLIENT")]
    [InlineData("--principal", "alice:secret:")]
    [InlineData("--port", "many")]
    [InlineData("--nonsense", "1")]
    [InlineData("--limit", "MaximumTopics")]
    [InlineData("--limit", "MaximumTopics=many")]
    [InlineData("--limit", "MaximumTopics=0")]
    [InlineData("--limit", "MaximumNonsense=1")]
    [InlineData("--limit", "HandshakeTimeout=5")]
    public async Task Run_BadArgument_SaysSoWithoutThePassword(string option, string value)
    {
        await using ToolProcess tool = ToolProcess.Start(option, value);

        (int exitCode, string output, string errors) = await tool.EndAsync();

        exitCode.Should().Be(1);
        errors.Should().NotBeEmpty();
        (output + errors).Should().NotContain("secret");
    }

    [Fact]
    public async Task Run_Limits_Count()
    {
        await using ToolProcess tool = ToolProcess.Start("--port", "0", "--limit", "MaximumTopics=1", "--limit", "handshaketimeout=0:00:30");
        Uri url = await tool.ReadUrlAsync();

        await using RawClient client = await RawClient.ConnectAsync(url);

        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.SendAsync("00 70 02 01 'b' 11 00");
        await client.ExpectErrorAsync(2, "af46");
    }

    [Fact]
    public async Task Run_Scripts_SayWhoMayDoWhat()
    {
        string security = Path.GetTempFileName();
        string authentication = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(security, "set 'CLIENT' default path permissions [READ_TOPIC]\n");
            await File.WriteAllTextAsync(authentication, "add principal 'bob' 'pw' []\n");
            await using ToolProcess tool = ToolProcess.Start("--port", "0", "--security-script", security, "--authentication-script", authentication);
            Uri url = await tool.ReadUrlAsync();

            await using RawClient bob = await RawClient.ConnectAsync(url, RawClient.TargetFor("bob", "pw"));

            await bob.RequestAsync("00 90 01 01 01 'a'", "06 01 01 00");
        }
        finally
        {
            File.Delete(security);
            File.Delete(authentication);
        }
    }

    [Fact]
    public async Task Run_ScriptWithAnError_SaysWhereInOneLine()
    {
        string script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, "\nset 'CLIENT' nonsense");
            await using ToolProcess tool = ToolProcess.Start("--port", "0", "--security-script", script);

            (int exitCode, _, string errors) = await tool.EndAsync();

            exitCode.Should().Be(1);
            errors.Trim().Should().NotContain("\n").And.Contain("line 2, column 14");
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    [InlineData(null)]
    public async Task Run_WithTls_PrintsASecureUrlAndUsesTheCertificate(string? format)
    {
        using X509Certificate2 certificate = OwnCertificate.Create(TimeProvider.System);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{format}");
        try
        {
            await File.WriteAllBytesAsync(file, format == "pfx" ? certificate.Export(X509ContentType.Pkcs12, "secret") : []);
            if (format == "pem")
            {
                await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            }

            string[] arguments = format switch
            {
                "pem" => ["--certificate", file],
                "pfx" => ["--certificate", file, "--certificate-password", "secret"],
                _ => ["--tls"],
            };
            await using ToolProcess tool = ToolProcess.Start(["--port", "0", .. arguments]);
            Uri url = await tool.ReadUrlAsync();

            url.Scheme.Should().Be("wss");
            byte[] shown = [];
            using ClientWebSocket socket = new();
            socket.Options.RemoteCertificateValidationCallback = (_, served, _, _) =>
            {
                shown = served!.GetRawCertData();
                return shown.Length > 0;
            };
            await socket.ConnectAsync(new Uri(url, RawClient.AnonymousTarget), TestContext.Current.CancellationToken).Within();
            shown.SequenceEqual(certificate.RawData).Should().Be(format is not null);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
