using System.Net;
using System.Text.RegularExpressions;

namespace Messaging.Tests.Repository;

/// <summary>
/// Code that is shown is code that is compiled: each C# block of each document stands in a source of a sample or of a guide. The
/// tests beside the guides run those.
/// </summary>
public sealed partial class DocumentedCodeTests
{
    /// <summary>What is compiled and run elsewhere, by the first line of the block and who does that.</summary>
    private static readonly Dictionary<string, string> CompiledElsewhere = new()
    {
        // A whole program: the test makes a project of it outside the repository, builds it against the packages, and talks to it.
        ["using System.Runtime.CompilerServices;"] = "tests/Messaging.Packages.Tests/Newcomer/NewcomerTests.cs",
    };

    /// <summary>What somebody meets first has an example.</summary>
    private static readonly string[] MainTypes =
        ["IMessagingClient", "IChatRoom", "IOutbox", "IRoomHistory", "IAccounts", "RoomView", "MessagingServiceCollectionExtensions", "LocalDiffusionServer"];

    private static readonly string[] Languages = ["", "bash", "csharp", "ini", "js", "json", "text", "xml"];

    /// <summary>Each with the white space between its words made equal: documents and sources indent and wrap differently.</summary>
    private static readonly Dictionary<string, string> Sources = RepositoryFiles.Find("samples", "*.cs")
        .Concat(RepositoryFiles.Find("samples", "*.razor"))
        .Concat(RepositoryFiles.Find("tests", "*.cs").Where(file => file.Contains("/Guides/", StringComparison.Ordinal)))
        .ToDictionary(file => file, file => Normal(Documents.Read(file)));

    public static TheoryData<string> DocumentsWithCode =>
        [.. Documents.All.Where(document => Documents.BlocksOf(document).Any(block => block.Language == "csharp"))];

    [Theory]
    [MemberData(nameof(DocumentsWithCode))]
    public void CSharp_OfADocument_StandsInACompiledSource(string document) =>
        Documents.BlocksOf(document).Where(block => block.Language == "csharp" && !IsCompiled(block.Code))
            .Select(block => $"{block}: {block.Code.Split('\n')[0].Trim()}")
            .Should().BeEmpty("code that nobody compiles is wrong one day: put it into a source in tests/Messaging.Tests/Guides, and run it in a test");

    [Fact]
    public void CSharp_OfTheDocuments_IsFound() => DocumentsWithCode.Select(row => row.Data).Should().HaveCountGreaterThan(10).And.Contain("README.md");

    /// <summary>The examples of the XML documentation are shown in editors, and copied from there.</summary>
    [Fact]
    public void Examples_OfTheXmlDocumentation_StandInACompiledSource()
    {
        (string File, string Code)[] examples =
        [
            .. RepositoryFiles.Find("src", "*.cs").SelectMany(file => Example().Matches(Documents.Read(file)).Select(
                example => (file, WebUtility.HtmlDecode(Slashes().Replace(example.Groups["code"].Value, ""))))),
        ];

        examples.Should().HaveCountGreaterThan(10);
        examples.Where(example => !IsCompiled(example.Code)).Select(example => $"{example.File}: {example.Code}").Should().BeEmpty();
        MainTypes.Where(type => examples.All(example => Path.GetFileNameWithoutExtension(example.File) != type)).Should().BeEmpty();
    }

    /// <summary>Otherwise a block escapes the test above by calling itself <c>cs</c>.</summary>
    [Fact]
    public void Languages_OfAllBlocks_AreKnown() =>
        Documents.All.SelectMany(Documents.BlocksOf).Where(block => !Languages.Contains(block.Language)).Should().BeEmpty();

    /// <summary>What a command names has to be there: a project that is run or published, a script.</summary>
    [Fact]
    public void Commands_OfTheDocuments_NameWhatExists()
    {
        string[] named =
        [
            .. Documents.All.SelectMany(Documents.BlocksOf)
                .Where(block => block.Language is "bash" or "")
                .SelectMany(block => NamedPath().Matches(block.Code).Select(path => (block, path.Groups["path"].Value)))
                .Where(named => !Path.Exists(Path.Combine(RepositoryFiles.Root, named.Value)))
                .Select(named => $"{named.block}: {named.Value}"),
        ];

        named.Should().BeEmpty();
    }

    [Fact]
    public void CompiledElsewhere_IsUsedAndRead() => CompiledElsewhere.Should().OnlyContain(
        entry => Documents.All.SelectMany(Documents.BlocksOf).Any(block => block.Code.StartsWith(entry.Key, StringComparison.Ordinal))
            && File.Exists(Path.Combine(RepositoryFiles.Root, entry.Value)));

    /// <summary>
    /// <c>using</c> directives have to stand in the same source, but not directly above: there the namespace and the class come between.
    /// </summary>
    private static bool IsCompiled(string code)
    {
        if (CompiledElsewhere.Keys.Any(first => code.StartsWith(first, StringComparison.Ordinal)))
        {
            return true;
        }

        string[] directives = [.. Directive().Matches(code).Select(directive => Normal(directive.Value))];
        string statements = Normal(Directive().Replace(code, ""));
        return Sources.Values.Any(source =>
            source.Contains(statements, StringComparison.Ordinal)
            && directives.All(directive => source.Contains(directive, StringComparison.Ordinal)));
    }

    private static string Normal(string code) => WhiteSpace().Replace(code, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"<example>(?:(?!</example>).)*?<code>\n(?<code>.*?)^ *///[ ]</code>", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^ */// ?", RegexOptions.Multiline)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"(?:--project|dotnet publish|dotnet pack|bash) (?<path>(?:src|tests|samples|\.ci)/\S+)")]
    private static partial Regex NamedPath();
}
