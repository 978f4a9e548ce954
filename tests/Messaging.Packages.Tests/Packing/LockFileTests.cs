using System.Text.Json;

namespace Messaging.Packages.Tests.Packing;

/// <summary>Every project of the solution says which packages it restores, by version and hash, and from no place in particular.</summary>
public sealed class LockFileTests
{
    [Fact]
    public void LockFile_OfEveryProject_IsThere()
    {
        string[] projects = [.. Find("*.csproj").Select(file => Path.GetDirectoryName(file)!)];

        projects.Should().NotBeEmpty();
        Find("packages.lock.json").Select(file => Path.GetDirectoryName(file)!).Should().BeEquivalentTo(projects);
    }

    [Fact]
    public void LockFiles_NameNoAddressAndAHashForEveryPackage()
    {
        foreach (string file in Find("packages.lock.json"))
        {
            string text = File.ReadAllText(file);
            text.Should().NotContain("://", because: "{0} must do for every feed", file);
            using JsonDocument document = JsonDocument.Parse(text);
            foreach (JsonProperty package in document.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project"))
            {
                package.Value.GetProperty("contentHash").GetString().Should().HaveLength(88, because: "{0} of {1} is a SHA-512", package.Name, file);
            }
        }
    }

    private static IEnumerable<string> Find(string pattern) => ((string[])["src", "samples", "tests"])
        .SelectMany(directory => Directory.EnumerateFiles(RepositoryRoot.Combine(directory), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Replace('\\', '/').Split('/').Any(part => part is "bin" or "obj" or "node_modules"));
}
