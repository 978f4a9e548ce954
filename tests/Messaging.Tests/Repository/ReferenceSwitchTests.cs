using System.Text.Json;

namespace Messaging.Tests.Repository;

/// <summary>
/// <c>-p:DiffusionClient=vendor</c> changes one reference and nothing else: the items as the build evaluates them, for every
/// project, both ways.
/// </summary>
public sealed class ReferenceSwitchTests
{
    private static readonly string[] ItemTypes = ["PackageReference", "ProjectReference", "Compile", "PackageVersion"];

    [Fact]
    public async Task VendorSwitch_EveryProject_DiffersInThatReferenceOnly()
    {
        var differences = new Dictionary<string, string[]>();
        foreach (string project in RepositoryFiles.Find(".", "*.csproj").Select(p => p.TrimStart('.', '/')).Order())
        {
            string[][] items = await Task.WhenAll(EvaluateAsync(project, "local"), EvaluateAsync(project, "vendor"));
            string[] difference =
            [
                .. items[0].Except(items[1]).Select(item => $"- {item}"),
                .. items[1].Except(items[0]).Select(item => $"+ {item}"),
            ];
            if (difference.Length > 0)
            {
                differences.Add(project, difference);
            }
        }

        differences.Should().ContainKey("src/Messaging/Messaging.csproj");
        differences.Should().AllSatisfy(project => project.Value.Should().Equal(
            "- ProjectReference src/Messaging.DiffusionClient/Messaging.DiffusionClient.csproj",
            "+ PackageReference Diffusion.Client"));
        differences.Keys.Should().BeEquivalentTo(RepositoryFiles.Find(".", "*.csproj")
            .Select(p => p.TrimStart('.', '/'))
            .Where(p => RepositoryFiles.Read(p).Contains("<UsesDiffusionClient>true", StringComparison.Ordinal)));
    }

    private static async Task<string[]> EvaluateAsync(string project, string diffusionClient)
    {
        string json = await DotnetCommand.RunAsync(
            "msbuild", project, "-nologo", $"-p:DiffusionClient={diffusionClient}", $"-getItem:{string.Join(',', ItemTypes)}");
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement items = document.RootElement.GetProperty("Items");
        return
        [
            .. from type in ItemTypes
               from item in items.GetProperty(type).EnumerateArray()
               select $"{type} {Name(item, type)}",
        ];
    }

    private static string Name(JsonElement item, string type) => type == "ProjectReference"
        ? Path.GetRelativePath(RepositoryFiles.Root, item.GetProperty("FullPath").GetString()!).Replace('\\', '/')
        : item.GetProperty("Identity").GetString()!;
}
