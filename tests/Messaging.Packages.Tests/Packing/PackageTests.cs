using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Packing;

/// <summary>What <c>dotnet pack</c> makes of this repository.</summary>
public sealed partial class PackageTests(Workshop workshop)
{
    private const string Version = "0.1.0-local";

    public static TheoryData<string> Ids =>
        ["Messaging", "Messaging.DiffusionClient", "Messaging.DiffusionWire", "Messaging.LocalServer", "Messaging.LocalServer.Tool", "Messaging.Testing"];

    [Fact]
    public async Task Pack_WithTheStandIn_MakesLocalPackagesAndSaysSo()
    {
        string printed = await workshop.PackedAsync();

        Directory.EnumerateFiles(workshop.Packages).Select(Path.GetFileName).Should().BeEquivalentTo(
            Ids.SelectMany(id => new[] { $"{id.Data}.{Version}.nupkg", $"{id.Data}.{Version}.snupkg" }));
        printed.Should().NotContain("warning");
        foreach (string id in Ids.Select(row => row.Data))
        {
            printed.Should().Contain($"{id} {Version} is for this machine only: it was built with the stand-in for the vendor's SDK.");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Package_SaysWhatItIs(string id)
    {
        Package package = await OpenAsync(id);

        package.Find("license")!.Attribute("type")!.Value.Should().Be("expression");
        package.Find("license")!.Value.Should().Be("Apache-2.0");
        package.Find("description")!.Value.Should().NotBeEmpty().And.NotBe("Package Description");
        package.Find("tags")!.Value.Split(' ').Should().Contain(["diffusion", "chat"]);
        package.Find("authors")!.Value.Should().Be("The Messaging authors");
        package.Find("releaseNotes")!.Value.Should().Contain("### Added").And.NotContain("](", because: "links lead nowhere from there");
        package.Find("repository")!.Attribute("commit")!.Value.Should().MatchRegex("^[0-9a-f]{40}$");
        package.Find("repository")!.Attribute("url").Should().BeNull(because: "nobody has said where it is published");
        package.Find("projectUrl").Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Package_HasAReadmeThatWorksFromInside(string id)
    {
        string readme = (await OpenAsync(id)).Text("README.md");

        readme.Should().StartWith($"# {id}\n").And.Contain("affiliated with").And.Contain("endorsed by DiffusionData");
        Link().IsMatch(readme).Should().BeFalse(because: "a relative link leads nowhere from inside a package");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Package_HasAnIcon(string id)
    {
        Package package = await OpenAsync(id);
        byte[] icon = package.Bytes(package.Find("icon")!.Value);

        icon.AsSpan(0, 8).ToArray().Should().Equal(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A);
        BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)).Should().Be(128);
        BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)).Should().Be(128);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Package_HasDocumentationAndSymbols(string id)
    {
        string folder = id.EndsWith(".Tool", StringComparison.Ordinal) ? "tools/net10.0/any" : "lib/net10.0";

        (await OpenAsync(id)).Files.Should().Contain([$"{folder}/{id}.dll", $"{folder}/{id}.xml"]);
        (await OpenAsync(id, "snupkg")).Files.Should().Contain($"{folder}/{id}.pdb");
    }

    [Fact]
    public async Task Package_Messaging_BringsItsAnalyzers() => (await OpenAsync("Messaging")).Files.Should().Contain(
        ["analyzers/dotnet/cs/Messaging.Analyzers.dll", "analyzers/dotnet/cs/Messaging.Analyzers.CodeFixes.dll"]);

    [Fact]
    public async Task Readme_OfMessaging_HasTheProgramOfTheRepositorysReadme()
    {
        string readme = (await OpenAsync("Messaging")).Text("README.md");

        readme.Should().Contain($"```csharp\n{Readme.TenLines}```\n");
    }

    [Fact]
    public async Task Dependencies_AreTheNeighboursAndWhatTheDecisionsAllow()
    {
        (await OpenAsync("Messaging")).Dependencies.Keys.Should().BeEquivalentTo(
            "Messaging.DiffusionClient",
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
            "System.Formats.Cbor");
        (await OpenAsync("Messaging.DiffusionClient")).Dependencies.Keys.Should().BeEquivalentTo("Messaging.DiffusionWire", "System.Formats.Cbor");
        (await OpenAsync("Messaging.LocalServer")).Dependencies.Keys.Should().BeEquivalentTo("Messaging.DiffusionWire");
        (await OpenAsync("Messaging.DiffusionWire")).Dependencies.Keys.Should().BeEquivalentTo("System.Formats.Cbor");

        // NuGet names what is pinned centrally and comes with a neighbour, too.
        (await OpenAsync("Messaging.Testing")).Dependencies.Keys.Should().BeEquivalentTo(
            "Messaging",
            "Messaging.LocalServer",
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
            "System.Formats.Cbor");
        (await OpenAsync("Messaging.LocalServer.Tool")).Dependencies.Should().BeEmpty();
        foreach (string id in Ids.Select(row => row.Data))
        {
            (await OpenAsync(id)).Dependencies.Where(d => d.Key.StartsWith("Messaging", StringComparison.Ordinal))
                .Select(d => d.Value).Should().BeSubsetOf([Version], because: "a package and its neighbours are of one build");
        }
    }

    private async Task<Package> OpenAsync(string id, string extension = "nupkg")
    {
        await workshop.PackedAsync();
        return new Package(Path.Combine(workshop.Packages, $"{id}.{Version}.{extension}"));
    }

    [GeneratedRegex(@"\]\((?!https:)")]
    private static partial Regex Link();
}
