using System.Text.RegularExpressions;

namespace Messaging.Tests.Repository;

/// <summary>Links of the documents into the repository lead somewhere.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Links_IntoTheRepository_LeadToFilesAndHeadings()
    {
        (string Document, string Target)[] links =
        [
            .. Documents.All.SelectMany(document => Link().Matches(WithoutCode(document)).Select(link => (document, link.Groups["target"].Value))),
        ];

        links.Should().HaveCountGreaterThan(100);
        links.Where(link => !Leads(link.Document, link.Target)).Select(link => $"{link.Document}: {link.Target}").Should().BeEmpty();
    }

    /// <summary>The readme of a package is read where the repository is not.</summary>
    [Fact]
    public void Links_OfPackages_DoNotLeadIntoTheRepository() => RepositoryFiles.Find("src", "PACKAGE.md")
        .SelectMany(document => Link().Matches(WithoutCode(document)).Select(link => link.Groups["target"].Value)).Should().BeEmpty();

    [Fact]
    public void Images_OfTheReadme_HaveATextAndAreSmall()
    {
        Match[] images = Image().Matches(Documents.Read("README.md")).ToArray();

        images.Should().NotBeEmpty().And.OnlyContain(image => image.Groups["text"].Value.Length > 20);
        images.Select(image => new FileInfo(Path.Combine(RepositoryFiles.Root, image.Groups["file"].Value)).Length)
            .Should().OnlyContain(bytes => bytes < 120_000);
    }

    private static bool Leads(string document, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0
            ? document
            : Path.GetRelativePath(RepositoryFiles.Root, Path.GetFullPath(parts[0], Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(document)!)));
        return Path.Exists(Path.Combine(RepositoryFiles.Root, path))
            && (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal) || HeadingsOf(path).Contains(parts[1]));
    }

    /// <summary>Headings as they stand in addresses: small letters, a hyphen for each space, no punctuation.</summary>
    private static IEnumerable<string> HeadingsOf(string document) => Heading().Matches(WithoutCode(document))
        .Select(heading => Punctuation().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string document) => Code().Replace(Documents.Read(document), "");

    [GeneratedRegex("^[ \t]*```.*?^[ \t]*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    /// <summary>Without those to other places, which have a scheme.</summary>
    [GeneratedRegex(@"\]\((?![a-z]+:)(?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"!\[(?<text>[^\]]*)\]\((?<file>[^)]+)\)")]
    private static partial Regex Image();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
