using System.CommandLine;

namespace Messaging.Benchmarks.Servers;

/// <summary>Finds programs that are not ours: by an option, by an environment variable, or on the PATH.</summary>
internal static class ForeignPrograms
{
    private const string VariablePrefix = "MESSAGING_BENCHMARK_";

    /// <summary>The full path of a program; null if it is not there.</summary>
    /// <param name="program">The name of the file, without an extension.</param>
    /// <param name="option">The name of the option and, in capitals, of the variable; null if it is looked for on the PATH only.</param>
    public static string? Find(string program, string? option = null)
    {
        if (option is not null && Environment.GetEnvironmentVariable(VariableOf(option)) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Where one may say where a program is.</summary>
    public static string DescribePlaces(string program, string option) =>
        $"'{program}' is neither on the PATH nor named by --{option} or {VariableOf(option)}.";

    /// <summary>An option for each server that is not ours. What they say is passed on by the environment, to all processes of a run.</summary>
    public static IReadOnlyList<Option<FileInfo?>> CreateOptions() =>
    [
        .. ServerCatalog.Foreign.Select(server => new Option<FileInfo?>("--" + server.Option)
        {
            Description = $"The program {server.Program}. Without it, it is looked for on the PATH, and left out if it is not there.",
        }),
    ];

    /// <summary>Takes what the options say.</summary>
    public static void Apply(ParseResult result, IEnumerable<Option<FileInfo?>> options)
    {
        foreach (Option<FileInfo?> option in options)
        {
            if (result.GetValue(option) is { } program)
            {
                Environment.SetEnvironmentVariable(VariableOf(option.Name.TrimStart('-')), program.FullName);
            }
        }
    }

    private static string VariableOf(string option) => VariablePrefix + option.ToUpperInvariant();
}
