using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Messaging.LocalServer.Tests.Tool;

/// <summary>The tool in a process of its own.</summary>
internal sealed partial class ToolProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static ToolProcess Start(params string[] arguments) => Start(new ProcessStartInfo("dotnet"), arguments);

    /// <summary>Starts the tool so that Ctrl-C ends it: also where these tests run in the background of a script, which lets all that they start ignore it.</summary>
    public static ToolProcess StartInterruptible(params string[] arguments) => Start(
        OperatingSystem.IsLinux() ? new ProcessStartInfo("env") { ArgumentList = { "--default-signal=INT", "dotnet" } } : new ProcessStartInfo("dotnet"),
        arguments);

    /// <summary>Starts the tool with a bound on the size of the files that it writes, which fail as on a full disk.</summary>
    public static ToolProcess StartWithFileLimit(int kibibytes, params string[] arguments)
    {
        ProcessStartInfo start = new("bash") { ArgumentList = { "-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec dotnet \"$@\"", "bash" } };

        // The runtime would else map its code by way of a file that is larger than that.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Start(start, arguments);
    }

    private static ToolProcess Start(ProcessStartInfo start, string[] arguments)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Messaging.LocalServer.Tool.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Reads the line that tells the address, and nothing else.</summary>
    public async Task<Uri> ReadUrlAsync()
    {
        string? line = await Output.ReadLineAsync().Within();
        if (line is null)
        {
            (int exitCode, _, string errors) = await EndAsync();
            Assert.Fail($"The tool ended with the exit code {exitCode}: {errors}");
        }

        return new Uri(UrlPattern().Match(line).Value);
    }

    /// <summary>
    /// Reads the error output up to a text that has to come. A log is written behind the answer that a client sees,
    /// so a test waits for what it expects there before it kills the process.
    /// </summary>
    /// <returns>What was read.</returns>
    public async Task<string> ReadErrorsUntilAsync(string text)
    {
        StringBuilder read = new();
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            string line = await _process.StandardError.ReadLineAsync().Within()
                ?? throw new InvalidOperationException($"The tool ended without '{text}' but with: {read}");
            read.AppendLine(line);
        }

        return read.ToString();
    }

    /// <summary>What kill -9 does. Does not wait.</summary>
    public void Kill() => _process.Kill();

    /// <summary>What Ctrl-C does to one that was started to heed it.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync().Within();
        kill.ExitCode.Should().Be(0);
    }

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        string output = await Output.ReadToEndAsync().Within();
        string errors = await _process.StandardError.ReadToEndAsync().Within();
        await _process.WaitForExitAsync().Within();
        return (_process.ExitCode, output, errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().Within();
        }

        _process.Dispose();
    }

    [GeneratedRegex("wss?://[0-9.:]+/")]
    private static partial Regex UrlPattern();
}
