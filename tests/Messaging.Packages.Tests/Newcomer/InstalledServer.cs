using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Newcomer;

/// <summary>The local server as the tool that its package installs.</summary>
internal sealed class InstalledServer : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private InstalledServer(RunningProgram program, string url) => (_program, Url) = (program, url);

    public string Url { get; }

    /// <summary>Installs the tool, if it is not, and starts it.</summary>
    public static async Task<InstalledServer> StartAsync(Workshop workshop)
    {
        string tools = workshop.Combine("tools");
        if (!Directory.Exists(tools))
        {
            await Command.RunAsync(
                workshop.Combine(""), workshop.Environment, "dotnet", "tool", "install", "Messaging.LocalServer.Tool",
                "--version", "0.1.0-local", "--tool-path", tools, "--add-source", workshop.Packages);
        }

        return await StartAsync(Path.Combine(tools, OperatingSystem.IsWindows() ? "messaging-localserver.exe" : "messaging-localserver"));
    }

    /// <summary>Starts a server by its file.</summary>
    public static async Task<InstalledServer> StartAsync(string file)
    {
        RunningProgram program = RunningProgram.Start(Command.Describe(Path.GetTempPath(), null, file, "--port", "0"));
        string line = await program.LineWithAsync("Local Diffusion server at ");
        return new InstalledServer(program, line.Split(' ')[4]);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
