using System.Text.RegularExpressions;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Tool;

public sealed partial class ToolTests
{
    [Fact]
    public async Task Run_PortZero_PrintsUrlServesAndEndsOnCtrlC()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        await using ToolProcess tool = ToolProcess.Start("--port", "0", "--principal", "alice:se:cret:CLIENT,TOPIC_CONTROL");
        Uri url = await ReadUrlAsync(tool);

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
        await using ToolProcess tool = ToolProcess.Start("--port", "0", "--verbose");
        Uri url = await ReadUrlAsync(tool);
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
    public async Task Run_BadArgument_SaysSoWithoutThePassword(string option, string value)
    {
        await using ToolProcess tool = ToolProcess.Start(option, value);

        (int exitCode, string output, string errors) = await tool.EndAsync();

        exitCode.Should().Be(1);
        errors.Should().NotBeEmpty();
        (output + errors).Should().NotContain("secret");
    }

    private static async Task<Uri> ReadUrlAsync(ToolProcess tool)
    {
        string? line = await tool.Output.ReadLineAsync(TestContext.Current.CancellationToken).Within();
        return new Uri(UrlPattern().Match(line!).Value);
    }

    [GeneratedRegex("ws://[0-9.:]+/")]
    private static partial Regex UrlPattern();
}
