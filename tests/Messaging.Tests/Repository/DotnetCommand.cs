using System.Diagnostics;

namespace Messaging.Tests.Repository;

/// <summary>Runs <c>dotnet</c>, the one that runs the tests.</summary>
internal static class DotnetCommand
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the runner of these tests set for itself is not meant for others.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end and gives the output; fails with both outputs when the exit code is not 0.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Within();
        process.ExitCode.Should().Be(0, because: "{0} {1}", await output, await errors);
        return await output;
    }
}
