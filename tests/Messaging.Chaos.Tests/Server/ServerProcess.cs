using System.Diagnostics;

namespace Messaging.Chaos.Tests.Server;

/// <summary>
/// A local server in a process of its own, which keeps what it is told in a directory and acknowledges nothing that is not on the
/// disk. It may be killed and started again, always at the same address.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("messaging-chaos-");
    private readonly ReservedPort _port = new();
    private Process? _process;
    private Task<string> _errors = Task.FromResult("");

    public Uri Url => new($"ws://127.0.0.1:{_port.Number}");

    /// <summary>What the latest process has written to its error output, once it has ended.</summary>
    public Task<string> ErrorsAsync => _errors;

    /// <summary>Starts a process and waits until it listens.</summary>
    public async Task StartAsync()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Messaging.LocalServer.Tool.dll"),
            "--port", FormattableString.Invariant($"{_port.Number}"), "--data", _data.FullName, "--fsync",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        string? line = await _process.StandardOutput.ReadLineAsync().Within();
        if (line is null)
        {
            throw new InvalidOperationException($"The server did not start: {await _errors.Within()}");
        }

        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Ends the process as a power cut would: it gets no chance to do anything more.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync().Within();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _port.Dispose();
        _data.Delete(recursive: true);
    }
}
