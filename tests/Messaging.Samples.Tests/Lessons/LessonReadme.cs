using System.Diagnostics;
using System.Text.RegularExpressions;
using Messaging.TestKit.Node;

namespace Messaging.Samples.Tests.Lessons;

/// <summary>The README of a lesson, and what is needed to hold its code blocks to what runs.</summary>
/// <param name="directory">The lesson's directory in the repository.</param>
internal sealed partial class LessonReadme(string directory)
{
    /// <summary>The blocks of a language, in order.</summary>
    public async Task<string[]> BlocksAsync(string language) =>
    [
        .. Block().Matches(await ReadAsync("README.md"))
            .Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value),
    ];

    /// <summary>The C# blocks that stand in no file of the lesson, whatever their indentation.</summary>
    public async Task<string[]> StrangersAsync()
    {
        string[] snippets = [.. (await BlocksAsync("csharp")).Select(WithoutIndentation)];
        snippets.Should().NotBeEmpty();
        string[] lesson = await Task.WhenAll(SourceFiles().Select(ReadAsync));
        string[] sources = [.. lesson.Select(WithoutIndentation)];
        return [.. snippets.Where(snippet => !sources.Any(source => source.Contains(snippet, StringComparison.Ordinal)))];
    }

    /// <summary>Runs a program with the official SDK.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(NodeSdk sdk, string program)
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

    private IEnumerable<string> SourceFiles()
    {
        string root = RepositoryRoot.Combine(directory);
        return Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor");
    }

    private async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(RepositoryRoot.Combine($"{directory}/{file}"))).ReplaceLineEndings("\n");

    private static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
