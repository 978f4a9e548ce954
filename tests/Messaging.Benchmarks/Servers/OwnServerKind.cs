using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Servers;

/// <summary>A server that this program can be.</summary>
internal sealed class OwnServerKind(string name, Func<CancellationToken, Task<IBenchmarkServer>> startHere) : ServerKind(name)
{
    /// <summary>Starts it in this process.</summary>
    public Task<IBenchmarkServer> StartHereAsync(CancellationToken cancellationToken) => startHere(cancellationToken);

    public override Task<ServerProcess> StartAsync(CancellationToken cancellationToken) => ServerProcess.StartOwnAsync(Name, cancellationToken);
}
