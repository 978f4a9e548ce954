namespace Messaging.Benchmarks.Servers;

/// <summary>A server of ours that runs in this process, which is there for nothing else.</summary>
internal interface IBenchmarkServer : IAsyncDisposable
{
    /// <summary>Where clients connect to.</summary>
    Uri Url { get; }

    /// <summary>Forgets what earlier runs left: rooms and their histories.</summary>
    Task ResetAsync(CancellationToken cancellationToken);
}
