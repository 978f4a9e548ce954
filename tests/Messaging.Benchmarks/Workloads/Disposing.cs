namespace Messaging.Benchmarks.Workloads;

/// <summary>Gets rid of many.</summary>
internal static class Disposing
{
    /// <summary>Disposes those that there are, a few at a time.</summary>
    public static Task AllAsync<T>(IReadOnlyList<T?> disposables)
        where T : class, IAsyncDisposable =>
        Parallel.ForEachAsync(disposables.OfType<T>(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (disposable, _) => disposable.DisposeAsync());
}
