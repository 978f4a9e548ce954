using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Servers;

/// <summary>A kind of server that can be started in a process of its own.</summary>
/// <param name="name">What it is called on the command line.</param>
internal abstract class ServerKind(string name)
{
    public string Name { get; } = name;

    /// <summary>Why it cannot be started on this machine; null if it can.</summary>
    public virtual string? FindObstacle() => null;

    /// <summary>Starts one on a free port. It serves when the task completes.</summary>
    public abstract Task<ServerProcess> StartAsync(CancellationToken cancellationToken);
}
