using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>What is alive in both processes, in bytes.</summary>
internal readonly record struct Heaps(long Client, long Server)
{
    public static Heaps operator -(Heaps later, Heaps earlier) => new(later.Client - earlier.Client, later.Server - earlier.Server);

    public static async Task<Heaps> TakeAsync(ServerEndpoint server, CancellationToken cancellationToken)
    {
        long onServer = await ControlClient.GetHeapAsync(server.Control!, cancellationToken);
        return new Heaps(ManagedHeap.Collect(), onServer);
    }
}
