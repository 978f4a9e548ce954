using System.Diagnostics;
using System.Text.RegularExpressions;
using Messaging.LocalServer;

namespace Messaging.Tests.Repository;

/// <summary>The program in the README is the one in <c>samples/TenLines</c>, and that one runs.</summary>
public sealed partial class ReadmeTests : LoggedTest
{
    [Fact]
    public void TenLines_InTheReadme_AreTheSample()
    {
        string program = RepositoryFiles.Read("samples/TenLines/Program.cs").ReplaceLineEndings("\n");

        TenLines().Match(RepositoryFiles.Read("README.md").ReplaceLineEndings("\n")).Groups["code"].Value.Should().Be(program);
        program.Split('\n').Count(line => line.Length > 0).Should().BeLessThanOrEqualTo(12, because: "two of them are braces");
    }

    [Fact]
    public async Task TenLines_AgainstTheLocalServer_PrintWhatIsSaid()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(
            new LocalServerOptions { Port = 0, LoggerFactory = Log, SecurityScript = LocalServerOptions.DevelopmentSecurityScript });
        using Process program = DotnetCommand.Start(
            "run", "--no-build", "--configuration", Configuration, "--project", "samples/TenLines", "--", server.Url.ToString());
        try
        {
            (await NextLineAsync(program)).Should().EndWith(" Anonymous: Hello from .NET");

            await using MessagingClient client = MessagingClient.Create(
                new MessagingOptions { Url = server.Url, DisplayName = "Ann 🦊" }, Log);
            await using IChatRoom room = await client.JoinAsync("Default Room").Within();
            await room.SendAsync("hello <you>").Within();
            (await NextLineAsync(program)).Should().EndWith(" Ann 🦊: hello <you>");
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The tests' own: what was built for them is built for the sample that they reference.</summary>
    private static string Configuration => AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";

    private static async Task<string> NextLineAsync(Process program) =>
        await program.StandardOutput.ReadLineAsync().Within()
        ?? throw new InvalidOperationException($"The program ended: {await program.StandardError.ReadToEndAsync().Within()}");

    [GeneratedRegex(@"<!-- ten lines[^>]*-->\n```csharp\n(?<code>.*?)```\n<!-- end of ten lines -->", RegexOptions.Singleline)]
    private static partial Regex TenLines();
}
