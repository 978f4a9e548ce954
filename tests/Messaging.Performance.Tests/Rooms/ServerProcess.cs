using System.Diagnostics;

namespace Messaging.Performance.Tests.Rooms;

/// <summary>The local server's tool, in a process of its own.</summary>
public sealed class ServerProcess : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Where it is.</summary>
    public Uri Url { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "Messaging.LocalServer.Tool.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [tool, "--port", "0"]) { RedirectStandardOutput = true })!;
        string? line = await _process.StandardOutput.ReadLineAsync().Within();
        string? url = line?.Split(' ').FirstOrDefault(word => word.StartsWith("ws://", StringComparison.Ordinal));
        Url = new Uri(url ?? throw new InvalidOperationException($"The server did not start, or does not say where it is: '{line}'."));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync().Within();
            _process.Dispose();
        }
    }
}
