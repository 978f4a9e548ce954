using Messaging.LocalServer;
using Messaging.Tests.Recording;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>Where the administrator's password comes from.</summary>
public sealed class ConfigurationTests : LoggedTest
{
    private const string Sample = "Lesson3.Security";

    [Fact]
    public async Task RealServer_WithoutAPasswordConfigured_EndsTheSampleWithOneClearSentence()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });

        (int exitCode, string output) = await SampleProcess.RunAsync(Sample, "--urls", "http://127.0.0.1:0", $"--Diffusion:Url={server.Url}");

        exitCode.Should().Be(1);
        output.Should().Contain("Administrator__Password").And.NotContain("   at ");
    }

    [Fact]
    public async Task RealServer_ThatRefusesTheAdministrator_EndsTheSampleWithOneClearSentence()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });

        (int exitCode, string output) = await SampleProcess.RunAsync(
            Sample, "--urls", "http://127.0.0.1:0", $"--Diffusion:Url={server.Url}", "--Administrator:Password=not-the-one");

        exitCode.Should().Be(1);
        output.Should().Contain("refused the principal 'admin'").And.NotContain("not-the-one").And.NotContain("   at ");
    }

    [Fact]
    public async Task OwnServer_TakesThePasswordThatIsConfigured()
    {
        await using SampleProcess sample = await SampleProcess.StartAsync(
            Sample, "--urls", "http://127.0.0.1:0", "--Administrator:Password=another one");
        await using MessagingClient client = RecordedClient.Create(
            new MessagingOptions { Url = sample.Server, Principal = "admin", Password = "another one" }, Log);

        IReadOnlyList<Account> accounts = await client.Accounts.ListAsync().Within();

        accounts.Select(account => account.Name).Should().Equal("admin");
        sample.Output.Should().NotContain(line => line.Contains("another one", StringComparison.Ordinal));
    }
}
