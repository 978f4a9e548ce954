namespace Messaging.Packages.Tests.Support;

/// <summary>
/// A directory outside the repository where the sources lie, are packed once for all tests, and the apps of newcomers are made. It is gone
/// when the tests are.
/// </summary>
public sealed class Workshop : IAsyncLifetime
{
    /// <summary>The command of the README that makes the packages.</summary>
    public const string PackCommand = "dotnet pack -o artifacts";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("messaging-packages-");
    private readonly Lazy<Task<string>> _packed;

    public Workshop() => _packed = new Lazy<Task<string>>(PackAsync);

    /// <summary>Where the copy of the sources lies.</summary>
    public string Sources => Combine("Messaging");

    /// <summary>Where the packages are, once <see cref="PackedAsync"/> has completed.</summary>
    public string Packages => Path.Combine(Sources, "artifacts");

    /// <summary>
    /// For commands that install the packages: what they bring goes to a folder of its own, so that it never takes the place of a package of
    /// that name and version in the user's, and what the user's has is used from there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Combine("nuget"),
        ["NUGET_FALLBACK_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    public string Combine(string relative) => Path.Combine(_root.FullName, relative);

    /// <summary>Makes the packages, the first time that it is called.</summary>
    /// <returns>What the command printed.</returns>
    public Task<string> PackedAsync() => _packed.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        // What Git has written is write-protected.
        foreach (FileInfo file in _root.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
        {
            file.IsReadOnly = false;
        }

        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> PackAsync()
    {
        Machine.MustHave("git", "the packages name the commit that they were made of");
        await SourceCopy.MakeAsync(Sources);
        return await Command.RunAsync(Sources, Quick, "dotnet", PackCommand.Split(' ')[1..]);
    }

    /// <summary>The ordinary builds have run the analyzers over these sources, and they change nothing in what is built.</summary>
    internal static Dictionary<string, string> Quick => new() { ["RunAnalyzers"] = "false" };
}
