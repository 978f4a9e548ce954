using System.Xml.Linq;

namespace Messaging.Packages.Tests.Support;

/// <summary>
/// The sources of the packages in a directory of their own, as one commit of a repository. What is built there disturbs no other build,
/// and cannot use what is left of one.
/// </summary>
internal static class SourceCopy
{
    private static readonly string[] Files =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config",
        ".editorconfig", ".gitignore", ".gitattributes", "LICENSE", "docs/changelog.md", "samples/Directory.Build.props",
    ];

    private static readonly string[] Directories = ["src", "samples/NativeChat"];

    // One author and one time, so that the same files are the same commit wherever they lie.
    private static readonly Dictionary<string, string> Git = new()
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Test", ["GIT_AUTHOR_EMAIL"] = "test@example.org", ["GIT_AUTHOR_DATE"] = "2001-02-03T04:05:06Z",
        ["GIT_COMMITTER_NAME"] = "Test", ["GIT_COMMITTER_EMAIL"] = "test@example.org", ["GIT_COMMITTER_DATE"] = "2001-02-03T04:05:06Z",
    };

    /// <summary>Makes the copy. Needs Git.</summary>
    public static async Task MakeAsync(string target)
    {
        foreach (string file in Files)
        {
            Copy(file);
        }

        foreach (string directory in Directories)
        {
            string[] files =
            [
                .. Directory.EnumerateFiles(RepositoryRoot.Combine(directory), "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(RepositoryRoot.Combine(""), path).Replace('\\', '/'))
                    .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)),
            ];
            foreach (string file in files)
            {
                Copy(file);
            }
        }

        // With the projects of the packages only: what the solution has more of makes none, and would take time.
        new XElement("Solution", Directory.EnumerateFiles(Path.Combine(target, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order().Select(project => new XElement("Project", new XAttribute("Path", Path.GetRelativePath(target, project)))))
            .Save(Path.Combine(target, "Messaging.slnx"));
        await Command.RunAsync(target, Git, "git", "init", "-q");
        await Command.RunAsync(target, Git, "git", "add", "-A");
        await Command.RunAsync(target, Git, "git", "commit", "-q", "-m", "All of it");

        void Copy(string file)
        {
            string copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(RepositoryRoot.Combine(file), copy);
        }
    }
}
