namespace Messaging.TestKit;

/// <summary>Looks for programs of the machine.</summary>
public static class Executables
{
    /// <summary>The full path of the program, or null if no directory of the PATH has it.</summary>
    public static string? Find(string name)
    {
        string file = OperatingSystem.IsWindows() && !Path.HasExtension(name) ? $"{name}.exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists);
    }
}
