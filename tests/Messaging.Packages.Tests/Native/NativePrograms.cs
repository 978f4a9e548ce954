using System.Runtime.InteropServices;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Native;

/// <summary>Compiles projects to native code, from the copy of the sources.</summary>
internal static class NativePrograms
{
    // What the SDK looks for, and what does as well. On Windows it finds its own.
    private static readonly string[] Linkers = ["clang", "gcc"];

    /// <summary>Publishes a project.</summary>
    /// <param name="workshop">Where the sources are.</param>
    /// <param name="project">The project's directory.</param>
    /// <param name="properties">More for the command line.</param>
    /// <returns>The program's file.</returns>
    public static async Task<string> PublishAsync(Workshop workshop, string project, params string[] properties)
    {
        string[] linker = [];
        if (!OperatingSystem.IsWindows())
        {
            string? found = Linkers.FirstOrDefault(name => Executables.Find(name) is not null);
            if (found is null)
            {
                TestRequirements.SkipOrFail("There is neither clang nor gcc on this machine, and native programs are linked by one of them.");
            }

            linker = [$"-p:CppCompilerAndLinker={found}"];
        }

        await workshop.PackedAsync(); // the libraries have been built there, as they are published
        string name = Path.GetFileName(project);
        string output = workshop.Combine($"native/{name}");
        string printed = await Command.RunAsync(
            workshop.Sources, Workshop.Quick, "dotnet",
            [
                "publish", project, "-r", RuntimeInformation.RuntimeIdentifier, "-o", output,
                "-p:ContinuousIntegrationBuild=true", .. linker, .. properties,
            ]);
        printed.Should().NotContain("warning", because: "what is trimmed or cannot be compiled ahead of time is warned of");
        return Path.Combine(output, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
    }
}
