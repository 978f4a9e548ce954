using System.IO.Compression;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Packing;

/// <summary>
/// Packing for publication. The vendor's package cannot be had here, so a package of its name and version takes its place which has the
/// stand-in's assemblies in it: what is judged is what ours depends on and says of itself, not the vendor's.
/// </summary>
public sealed class VendorPackageTests(Workshop workshop)
{
    private const string VendorVersion = "6.12.2";

    [Fact]
    public async Task Pack_WithTheVendorsPackage_DependsOnThatAndNotOnTheStandIn()
    {
        await workshop.PackedAsync();
        string feed = workshop.Combine("vendor");
        MakeVendorPackage(feed);
        Dictionary<string, string> environment = new(workshop.Environment.Concat(Workshop.Quick));

        string printed = await Command.RunAsync(
            workshop.Sources, environment, "dotnet", "pack", "src/Messaging", "-p:DiffusionClient=vendor", "-o", workshop.Combine("published"),
            $"-p:RestoreAdditionalProjectSources={feed}", "-p:RepositoryUrl=https://example.org/messaging");

        printed.Should().NotContain("is for this machine only").And.NotContain("warning");
        Directory.EnumerateFiles(workshop.Combine("published")).Select(Path.GetFileName)
            .Should().BeEquivalentTo("Messaging.0.1.0.nupkg", "Messaging.0.1.0.snupkg");
        Package package = new(Path.Combine(workshop.Combine("published"), "Messaging.0.1.0.nupkg"));
        package.Dependencies.Should().Contain("Diffusion.Client", VendorVersion);
        package.Dependencies.Keys.Should().NotContain(id => id.StartsWith("Messaging", StringComparison.Ordinal));
        package.Find("repository")!.Attribute("url")!.Value.Should().Be("https://example.org/messaging");
        package.Find("projectUrl")!.Value.Should().Be("https://example.org/messaging");
    }

    [Fact]
    public async Task StandIn_InABuildWithTheVendorsPackage_IsNotPacked()
    {
        await workshop.PackedAsync();

        string packable = await Command.RunAsync(
            workshop.Sources, null, "dotnet", "msbuild", "src/Messaging.DiffusionClient", "-p:DiffusionClient=vendor", "-getProperty:IsPackable");

        packable.Trim().Should().Be("false");
    }

    private void MakeVendorPackage(string feed)
    {
        Directory.CreateDirectory(feed);
        using ZipArchive archive = ZipFile.Open(Path.Combine(feed, $"Diffusion.Client.{VendorVersion}.nupkg"), ZipArchiveMode.Create);
        using (StreamWriter manifest = new(archive.CreateEntry("Diffusion.Client.nuspec").Open()))
        {
            manifest.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                  <id>Diffusion.Client</id><version>{VendorVersion}</version><authors>Test</authors><description>Test</description>
                  <dependencies><group targetFramework="net10.0"><dependency id="System.Formats.Cbor" version="10.0.15" /></group></dependencies>
                </metadata></package>
                """);
        }

        foreach (string id in (string[])["Messaging.DiffusionClient", "Messaging.DiffusionWire"])
        {
            byte[] assembly = new Package(Path.Combine(workshop.Packages, $"{id}.0.1.0-local.nupkg")).Bytes($"lib/net10.0/{id}.dll");
            using Stream entry = archive.CreateEntry($"lib/net10.0/{id}.dll").Open();
            entry.Write(assembly);
        }
    }
}
