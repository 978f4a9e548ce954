using System.Diagnostics;
using System.Reflection;

namespace Messaging.Samples.Tests;

/// <summary>A sample in a process of its own, started from its build output as a user would start it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string PageLine = "Chat page: ";
    private const string ServerLine = "Diffusion server: ";

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<Uri> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _server = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(Process process) => _process = process;

    /// <summary>The address of the page, as the sample printed it.</summary>
    public Uri Page => _page.Task.Result;

    /// <summary>The address of the Diffusion server, as the sample printed it.</summary>
    public Uri Server => _server.Task.Result;

    /// <summary>What the sample printed so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_lock)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Starts a sample and waits until it has printed its addresses.</summary>
    /// <param name="name">The name of the project.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<SampleProcess> StartAsync(string name, params string[] arguments)
    {
        SampleProcess sample = Start(name, arguments);
        Task started = Task.WhenAll(sample._page.Task, sample._server.Task);
        Task exited = sample._process.WaitForExitAsync();
        if (await Task.WhenAny(started, exited).Within() == exited)
        {
            await sample.DisposeAsync();
            throw new InvalidOperationException($"{name} ended instead of serving:\n{string.Join('\n', sample.Output)}");
        }

        return sample;
    }

    /// <summary>Runs a sample that is expected to end by itself.</summary>
    /// <returns>The exit code and what was printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        await using SampleProcess sample = Start(name, arguments);
        await sample._process.WaitForExitAsync().Within();
        return (sample._process.ExitCode, string.Join('\n', sample.Output));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().Within();
        _process.Dispose();
    }

    private static SampleProcess Start(string name, string[] arguments)
    {
        TestSecrets.OfAllTests ??= new ConcealedTexts();
        string configuration = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "BuildConfiguration").Value!;
        string assembly = RepositoryRoot.Combine($"samples/{name}/bin/{configuration}/net10.0/{name}.dll");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [assembly, .. arguments])
            {
                WorkingDirectory = Path.GetTempPath(), // the sample must not depend on where it is started
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var sample = new SampleProcess(process);
        process.OutputDataReceived += (_, line) => sample.Read(line.Data);
        process.ErrorDataReceived += (_, line) => sample.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sample;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _output.Add(line);
        }

        if (line.StartsWith(PageLine, StringComparison.Ordinal))
        {
            _page.TrySetResult(new Uri(line[PageLine.Length..]));
        }
        else if (line.StartsWith(ServerLine, StringComparison.Ordinal))
        {
            _server.TrySetResult(new Uri(line[ServerLine.Length..]));
        }
    }
}
