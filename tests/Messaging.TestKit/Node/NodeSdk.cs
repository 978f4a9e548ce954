using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Messaging.TestKit.Node;

/// <summary>
/// Node with the official Diffusion JavaScript SDK, installed from the npm registry on first use. Skips the test (or fails
/// it, see <see cref="TestRequirements"/>) where that cannot be had.
/// </summary>
public sealed class NodeSdk
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<(NodeSdk? Sdk, string? Problem)>> Shared = new(() => Task.Run(Install));

    private NodeSdk(string nodePath, string directory)
    {
        NodePath = nodePath;
        Directory = directory;
    }

    /// <summary>The program <c>node</c>.</summary>
    public string NodePath { get; }

    /// <summary>The directory of the scripts and of <c>node_modules</c>.</summary>
    public string Directory { get; }

    /// <summary>The SDK's bundle for browsers: a script that defines the global <c>diffusion</c>. To be served, never to be read.</summary>
    public string BrowserBundlePath => Path.Combine(Directory, "node_modules", "diffusion", "dist", "diffusion.js");

    /// <summary>The SDK, ready to run.</summary>
    public static async Task<NodeSdk> GetOrSkipAsync()
    {
        (NodeSdk? sdk, string? problem) = await Shared.Value;
        if (sdk is null)
        {
            TestRequirements.SkipOrFail(problem!);
        }

        return sdk;
    }

    private static (NodeSdk?, string?) Install()
    {
        string? node = Executables.Find("node");
        string? npm = Executables.Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm");
        if (node is null || npm is null)
        {
            return (null, "Node or npm was not found on the PATH: install Node 18 or later to run the tests with the official JavaScript SDK.");
        }

        string directory = RepositoryRoot.Combine("tests/Messaging.Interop.Tests/node");
        string? problem = InstallOnce(npm, directory);
        return problem is null ? (new NodeSdk(node, directory), null) : (null, problem);
    }

    /// <summary>Test projects run side by side, each in a process of its own, and share one installation.</summary>
    private static string? InstallOnce(string npm, string directory)
    {
        string wanted = Hash(File.ReadAllBytes(Path.Combine(directory, "package-lock.json")));
        string stamp = Path.Combine(directory, "node_modules", ".installed");
        using var mutex = new Mutex($"messaging-npm-{Hash(Encoding.UTF8.GetBytes(directory))[..16]}", new() { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            if (!mutex.WaitOne(InstallPatience))
            {
                return "Another process has been installing the official JavaScript SDK for too long.";
            }
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed half-way; there is no stamp then, and the installation begins anew.
        }

        try
        {
            if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
            {
                return null;
            }

            string? problem = RunCleanInstall(npm, directory);
            if (problem is null)
            {
                File.WriteAllText(stamp, wanted);
            }

            return problem;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private static string? RunCleanInstall(string npm, string directory)
    {
        var output = new StringBuilder();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(npm, ["ci"])
            {
                WorkingDirectory = directory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(InstallPatience))
        {
            process.Kill(entireProcessTree: true);
            return $"'npm ci' in {directory} did not end:\n{output}";
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"'npm ci' in {directory} failed, is the npm registry reachable?\n{output}";

        void Collect(object sender, DataReceivedEventArgs e)
        {
            lock (output)
            {
                output.AppendLine(e.Data);
            }
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
