using System.Diagnostics;
using System.Text.RegularExpressions;
using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>What the README shows is what runs.</summary>
public sealed partial class ReadmeTests(Lesson2Site site) : Lesson2Test(site)
{
    private const string Directory = "samples/Lesson2.TimeSeries";

    [Fact]
    public async Task CSharp_OfTheReadme_StandsInTheLesson()
    {
        string lesson = WithoutIndentation(await ReadAsync("ChatSession.cs"));
        string[] snippets = [.. (await BlocksAsync("csharp")).Select(WithoutIndentation)];

        snippets.Should().NotBeEmpty();
        snippets.Where(snippet => !lesson.Contains(snippet, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task JavaScript_OfTheReadme_RunsWithTheOfficialSdkInTheSameRoom()
    {
        NodeSdk sdk = await NodeSdk.GetOrSkipAsync();
        string program = string.Join('\n', [
            "import diffusion from 'diffusion';",
            $"const session = await diffusion.connect({{ host: '{Site.Server.Host}', port: {Site.Server.Port}, secure: false }});",
            .. await BlocksAsync("js"),
            "await session.closeSession();",
        ]);

        string output = await RunAsync(sdk, program.Replace("Default Room", Room, StringComparison.Ordinal));

        output.Should().Contain("0  Hello from Node\n", because: "that is the subscription's event, of no author")
            .And.Contain("0 Hello from Node\n", because: "that is the query's");
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await Expect(ada.Message("Hello from Node")).ToContainTextAsync("Node");
    }

    private static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(RepositoryRoot.Combine($"{Directory}/{file}"))).ReplaceLineEndings("\n");

    private static async Task<string[]> BlocksAsync(string language) =>
    [
        .. Block().Matches(await ReadAsync("README.md"))
            .Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value),
    ];

    private static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static async Task<string> RunAsync(NodeSdk sdk, string program)
    {
        using Process node = Process.Start(new ProcessStartInfo(sdk.NodePath, ["--input-type=module", "-"])
        {
            WorkingDirectory = sdk.Directory, // where "diffusion" is found
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        Task<string> errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(program);
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync().Within();
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }

        (await errors).Should().BeEmpty();
        return await output;
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
