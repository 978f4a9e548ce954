using System.Text.RegularExpressions;

namespace Messaging.Tests.Repository;

/// <summary>What the repository has to read: its README, the guides, the READMEs of samples and packages.</summary>
internal static partial class Documents
{
    /// <summary>All of them, relative to the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md",
        .. RepositoryFiles.Find("docs", "*.md"),
        .. RepositoryFiles.Find("samples", "README.md"),
        .. RepositoryFiles.Find("src", "README.md"),
        .. RepositoryFiles.Find("src", "PACKAGE.md"),
    ];

    public static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a document, in order.</summary>
    public static IEnumerable<DocumentBlock> BlocksOf(string document)
    {
        string text = Read(document);
        return Fence().Matches(text).Select(block => new DocumentBlock(
            document,
            text.AsSpan(0, block.Index).Count('\n') + 1,
            block.Groups["language"].Value,
            block.Groups["code"].Value));
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)```(?<language>[^\n`]*)\n(?<code>.*?)^\k<indent>```[ \t]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
