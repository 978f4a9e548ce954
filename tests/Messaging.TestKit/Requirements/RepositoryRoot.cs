namespace Messaging.TestKit;

/// <summary>Where this repository lies on the machine, for tests that read its files.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The full path of a file or directory.</summary>
    /// <param name="relative">Its path from the root, with slashes.</param>
    public static string Combine(string relative) => Path.Combine(Found.Value, relative);

    private static string Find()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Messaging.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No directory above '{AppContext.BaseDirectory}' holds Messaging.sln.");
    }
}
