using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Messaging.Benchmarks.Running;

/// <summary>Starts this program again, in another role.</summary>
internal static class OwnProcess
{
    /// <summary>How to start it: with its standard streams in our hands.</summary>
    /// <param name="arguments">The role and what belongs to it.</param>
    public static ProcessStartInfo Describe(params IEnumerable<string> arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Messaging.Benchmarks.dll");
        return new ProcessStartInfo(FindHost(), [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }

    /// <summary>The <c>dotnet</c> of the runtime that this process runs on.</summary>
    private static string FindHost() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
