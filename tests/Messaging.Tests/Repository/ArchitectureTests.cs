using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Messaging.Tests.Repository;

/// <summary>What the architecture promises about the source, held.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void VendorNamespaces_InMessaging_StandInTheDiffusionFilesOnly()
    {
        string[] naming =
        [
            .. RepositoryFiles.Find("src/Messaging", "*.cs")
                .Where(file => RepositoryFiles.Read(file).Contains("PushTechnology", StringComparison.Ordinal)),
        ];

        naming.Should().NotBeEmpty().And.OnlyContain(
            file => file.StartsWith("src/Messaging/Sessions/Diffusion", StringComparison.Ordinal));
    }

    [Fact]
    public void ProjectReferences_GoOneWay()
    {
        Dictionary<string, string[]> references = RepositoryFiles.Find("src", "*.csproj")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, ReferencedProjects);

        references.Should().BeEquivalentTo(new Dictionary<string, string[]>
        {
            ["Messaging"] = [], // and the SDK, see UsesDiffusionClient
            ["Messaging.Analyzers"] = [],
            ["Messaging.Analyzers.CodeFixes"] = ["Messaging.Analyzers"],
            ["Messaging.DiffusionClient"] = ["Messaging.DiffusionWire"],
            ["Messaging.DiffusionWire"] = [],
            ["Messaging.LocalServer"] = ["Messaging.DiffusionWire"],
            ["Messaging.LocalServer.Tool"] = ["Messaging.LocalServer"],
            ["Messaging.Testing"] = ["Messaging", "Messaging.LocalServer"],
        });
    }

    [Fact]
    public void Assemblies_MessagingAndLocalServer_DoNotKnowEachOther()
    {
        typeof(MessagingClient).Assembly.GetReferencedAssemblies().Select(a => a.Name)
            .Should().NotContain(["Messaging.LocalServer", "Messaging.DiffusionWire"]);
        typeof(LocalServer.LocalDiffusionServer).Assembly.GetReferencedAssemblies().Select(a => a.Name)
            .Should().NotContain(["Messaging", "Messaging.DiffusionClient"]);
    }

    /// <summary>A type or namespace of that name would hide the vendor's static class in users' code.</summary>
    [Fact]
    public void Names_NoneOfOursIsDiffusion()
    {
        typeof(MessagingClient).Assembly.GetTypes()
            .Where(type => type.Name == "Diffusion" || (type.Namespace ?? "").Split('.').Contains("Diffusion"))
            .Should().BeEmpty();
    }

    [Fact]
    public void Map_EveryPathThatItNames_Exists()
    {
        string[] paths = [.. PathInCode().Matches(RepositoryFiles.Read("docs/architecture.md")).Select(m => m.Groups["path"].Value).Distinct()];

        paths.Should().NotBeEmpty();
        string.Join(", ", paths.Where(path => !Path.Exists(Path.Combine(RepositoryFiles.Root, path)))).Should().BeEmpty();
    }

    // What is only built before it, or packed into it, is no reference of its code.
    private static string[] ReferencedProjects(string project) =>
    [
        .. XDocument.Parse(RepositoryFiles.Read(project)).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];

    /// <summary>Anything in backquotes, or linked, that begins with a top directory of the repository.</summary>
    [GeneratedRegex(@"(?:`|\]\((?:\.\./)?)(?<path>(?:src|tests|samples|docs|\.ci|\.github)/[^`)*{<…\s#]*)[`)#]")]
    private static partial Regex PathInCode();
}
