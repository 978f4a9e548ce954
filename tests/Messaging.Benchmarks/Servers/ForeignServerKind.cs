using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Servers;

/// <summary>A server that is a program of somebody else.</summary>
/// <param name="name">What it is called on the command line.</param>
/// <param name="scheme">The scheme of its URL.</param>
/// <param name="program">The program's name.</param>
/// <param name="option">The option that says where it is.</param>
/// <param name="describe">Its arguments, for a port and a directory of its own.</param>
internal sealed class ForeignServerKind(string name, string scheme, string program, string option, Func<int, string, IReadOnlyList<string>> describe)
    : ServerKind(name)
{
    /// <summary>
    /// Starts a program, says its process id, and ends it when the standard input ends: whoever started it holds the other end, so that it
    /// never outlives the benchmark.
    /// </summary>
    private const string Keeper = """
        "$@" >/dev/null 2>&1 &
        echo $!
        cat >/dev/null
        kill $!
        wait
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The program's name.</summary>
    public string Program => program;

    /// <summary>The option that says where it is.</summary>
    public string Option => option;

    public override string? FindObstacle() =>
        OperatingSystem.IsWindows() ? "It is started by a shell that Windows does not have."
        : ForeignPrograms.Find(program, option) is null ? ForeignPrograms.DescribePlaces(program, option)
        : null;

    public override async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        string path = ForeignPrograms.Find(program, option) ?? throw new InvalidOperationException(FindObstacle());
        int port = FindFreePort();
        string directory = Directory.CreateTempSubdirectory($"messaging-benchmark-{Name}-").FullName;
        ProcessStartInfo start = new("/bin/sh", ["-c", Keeper, "sh", path, .. describe(port, directory)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process keeper = Process.Start(start)!;
        try
        {
            string id = await keeper.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The shell did not start.");
            await WaitForPortAsync(port, cancellationToken);
            Uri url = new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}"));
            return new ServerProcess(keeper, new ServerEndpoint(Name, int.Parse(id, CultureInfo.InvariantCulture), url, Control: null));
        }
        catch
        {
            keeper.StandardInput.Close();
            keeper.Dispose();
            throw;
        }
    }

    private static int FindFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitForPortAsync(int port, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        while (true)
        {
            using TcpClient probe = new();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new InvalidOperationException($"'{program}' does not listen {StartTimeout.TotalSeconds:0} s after it was started.");
            }

            if (patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"'{program}' does not listen {StartTimeout.TotalSeconds:0} s after it was started.");
            }
        }
    }
}
