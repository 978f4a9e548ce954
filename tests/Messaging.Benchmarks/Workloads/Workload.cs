namespace Messaging.Benchmarks.Workloads;

/// <summary>One workload on one peer: made for one run, and run once.</summary>
internal abstract class Workload : IAsyncDisposable
{
    /// <summary>Prepares everything up to the first message.</summary>
    public abstract Task SetUpAsync(CancellationToken cancellationToken);

    /// <summary>Runs and measures. The figures are not valid before <see cref="CheckAsync"/>.</summary>
    public abstract Task<RunResult> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Checks that nothing was lost, doubled or reordered. Returns the number of messages that were checked.</summary>
    /// <exception cref="InvalidDataException">Something was.</exception>
    public abstract Task<long> CheckAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
