using System.Security.Cryptography;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Packing;

/// <summary>One commit makes one package, wherever, whenever and by whomever it is packed.</summary>
public sealed class ReproducibleTests(Workshop workshop)
{
    [Fact]
    public async Task Pack_TheSameCommitElsewhere_MakesTheSameBytes()
    {
        await workshop.PackedAsync();
        string elsewhere = workshop.Combine("some where/else entirely");
        Directory.CreateDirectory(elsewhere);
        await SourceCopy.MakeAsync(elsewhere);

        // Another place, later, in another part of the world.
        Dictionary<string, string> environment = new(Workshop.Quick) { ["TZ"] = "Pacific/Kiritimati", ["LC_ALL"] = "C" };
        await Command.RunAsync(elsewhere, environment, "dotnet", Workshop.PackCommand.Split(' ')[1..]);

        Dictionary<string, string> first = HashesOf(workshop.Packages);
        first.Should().HaveCount(12);
        HashesOf(Path.Combine(elsewhere, "artifacts")).Should().Equal(first);
    }

    [Fact]
    public async Task Files_InAPackage_HaveTheTimeOfTheCommit()
    {
        await workshop.PackedAsync();

        new Package(Path.Combine(workshop.Packages, "Messaging.0.1.0-local.nupkg")).Times.Should().Equal(
            [new DateTime(2001, 2, 3, 4, 5, 6)], because: "that is when the sources were committed, and a zip file knows no time zone");
    }

    private static Dictionary<string, string> HashesOf(string directory) => Directory.EnumerateFiles(directory)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
