using System.Diagnostics;

namespace Messaging.Packages.Tests.Support;

/// <summary>Runs programs, mostly <c>dotnet</c>, as somebody at a terminal would.</summary>
internal static class Command
{
    /// <summary>How long a command may take: packing everything on a busy machine is a matter of minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static ProcessStartInfo Describe(string directory, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        if (program == "dotnet")
        {
            program = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? program; // the one that runs the tests
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the runner of these tests, or the build machine, set for itself is not meant for others.
        foreach (string name in start.Environment.Keys.Where(IsOfTheRunner).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Waits for the end and gives what was printed; fails with that when the exit code is not 0.</summary>
    public static async Task<string> RunAsync(
        string directory, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        using Process process = Process.Start(GiveWay(Describe(directory, environment, program, arguments)))!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        string printed = $"{await output.Within()}{await errors.Within()}";
        process.ExitCode.Should().Be(0, because: "{0} {1} printed:\n{2}", program, string.Join(' ', arguments), printed);
        return printed;
    }

    /// <summary>Compilers let the other test projects go first, some of which wait for something to happen within a time.</summary>
    private static ProcessStartInfo GiveWay(ProcessStartInfo start)
    {
        if (Executables.Find("nice") is { } nice)
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = nice;
        }

        return start;
    }

    private static bool IsOfTheRunner(string name) =>
        name is "CI" or "DiffusionClient"
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase);
}
