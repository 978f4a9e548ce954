namespace Messaging.TestKit;

public static class StreamProbeExtensions
{
    /// <summary>Begins to read the stream step by step.</summary>
    public static StreamProbe<T> Probe<T>(this IAsyncEnumerable<T> stream, CancellationToken cancellationToken = default) =>
        new(stream, cancellationToken);
}
