using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>What both processes have used.</summary>
/// <param name="Client">The CPU time of this process, in microseconds.</param>
/// <param name="Server">That of the server.</param>
internal readonly record struct Cost(double Client, double Server)
{
    public double Total => Client + Server;

    public static Cost operator -(Cost later, Cost earlier) => new(later.Client - earlier.Client, later.Server - earlier.Server);

    /// <summary>What something takes.</summary>
    public static async Task<Cost> OfAsync(ServerEndpoint server, Func<Task> run)
    {
        Cost before = Take(server);
        await run();
        return Take(server) - before;
    }

    private static Cost Take(ServerEndpoint server) =>
        new(ProcessFigures.CpuOf(Environment.ProcessId).Total, ProcessFigures.CpuOf(server.ProcessId).Total);
}
