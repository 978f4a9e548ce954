using System.Text.RegularExpressions;

namespace Messaging.Packages.Tests.Support;

/// <summary>The code and the commands of the repository's README, between comments that name them.</summary>
internal static class Readme
{
    public static string TenLines => Block("ten lines", "csharp");

    /// <summary>The program of a web app.</summary>
    public static string WebApp => Block("web app", "csharp");

    /// <summary>The commands that lead to a project of one's own with the package in it.</summary>
    public static string OwnProject => Block("own project", "bash");

    private static string Block(string name, string language)
    {
        string readme = File.ReadAllText(RepositoryRoot.Combine("README.md")).ReplaceLineEndings("\n");
        Match match = Regex.Match(
            readme, $"<!-- {name}[^>]*-->\n```{language}\n(?<block>.*?)```\n<!-- end of {name} -->", RegexOptions.Singleline);
        match.Success.Should().BeTrue(because: "the README has a block '{0}'", name);
        return match.Groups["block"].Value;
    }
}
