using System.Diagnostics;
using System.Text.Json;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Running;

/// <summary>A server in a process of its own. It ends when this is disposed, and when this process ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    /// <summary>Takes a process over that serves, and that ends when its standard input does, or is killed a while later.</summary>
    public ServerProcess(Process process, ServerEndpoint endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public ServerEndpoint Endpoint { get; }

    /// <summary>Starts a server of ours; it serves when the task completes.</summary>
    public static async Task<ServerProcess> StartOwnAsync(string kind, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = OwnProcess.Describe("server", kind);
        start.Environment["DOTNET_gcServer"] = "1";
        Process process = Process.Start(start)!;
        try
        {
            string? ready = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartTimeout, cancellationToken);
            return ready is null
                ? throw new InvalidOperationException($"The server '{kind}' ended before it was ready.")
                : new ServerProcess(process, JsonSerializer.Deserialize(ready, BenchmarkJson.Default.ServerEndpoint)!);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource patience = new(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
