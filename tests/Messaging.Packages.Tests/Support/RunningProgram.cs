using System.Diagnostics;
using System.Threading.Channels;

namespace Messaging.Packages.Tests.Support;

/// <summary>A program that runs until the test is done with it, and the lines that it prints.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _printed = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private RunningProgram(Process process) => _process = process;

    public static RunningProgram Start(ProcessStartInfo start)
    {
        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Read(line.Data, ends: true);
        program._process.ErrorDataReceived += (_, line) => program.Read(line.Data, ends: false);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line).Within();
        await _process.StandardInput.FlushAsync().Within();
    }

    /// <summary>Ends the input and waits for the program to end by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().Within();
        return _process.ExitCode;
    }

    /// <summary>The next line that has a text in it; what stands before it is passed over.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        using var patience = new CancellationTokenSource(Command.Patience);
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        lock (_lock)
        {
            throw new InvalidOperationException($"'{_process.StartInfo.FileName}' did not print '{text}' but:\n{string.Join('\n', _printed)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().Within();
        _process.Dispose();
    }

    private void Read(string? line, bool ends)
    {
        if (line is not null)
        {
            lock (_lock)
            {
                _printed.Add(line);
            }

            _lines.Writer.TryWrite(line);
        }
        else if (ends)
        {
            _lines.Writer.TryComplete();
        }
    }
}
