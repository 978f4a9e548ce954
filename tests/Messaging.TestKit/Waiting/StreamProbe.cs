namespace Messaging.TestKit;

/// <summary>Reads an asynchronous stream step by step, each step <see cref="WithinExtensions.Within{T}(ValueTask{T})"/>.</summary>
public sealed class StreamProbe<T>(IAsyncEnumerable<T> stream, CancellationToken cancellationToken = default) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> _enumerator = stream.GetAsyncEnumerator(cancellationToken);
    private Task<bool>? _pending;

    /// <summary>The next element. Fails when the stream ends instead.</summary>
    public async Task<T> NextAsync() =>
        await TakeAsync()
            ? _enumerator.Current
            : throw new InvalidOperationException("The stream ended, but another element was expected.");

    /// <summary>The next elements, <paramref name="count"/> of them.</summary>
    public async Task<IReadOnlyList<T>> NextAsync(int count)
    {
        var elements = new List<T>(count);
        while (elements.Count < count)
        {
            elements.Add(await NextAsync());
        }

        return elements;
    }

    /// <summary>Whether the stream ends here. Fails with what the stream throws.</summary>
    public async Task<bool> EndsAsync() => !await TakeAsync();

    /// <summary>Asks for the next element without taking it; the next call here is about the same one.</summary>
    public Task<bool> MoveNextAsync() => _pending ??= _enumerator.MoveNextAsync().AsTask();

    /// <summary>Ends the enumeration, unless a step is still pending: then its token or its source has to end it.</summary>
    public ValueTask DisposeAsync() =>
        _pending is { IsCompleted: false } ? ValueTask.CompletedTask : _enumerator.DisposeAsync();

    private async Task<bool> TakeAsync()
    {
        Task<bool> step = MoveNextAsync();
        try
        {
            return await step.Within();
        }
        finally
        {
            if (step.IsCompleted)
            {
                _pending = null;
            }
        }
    }
}
