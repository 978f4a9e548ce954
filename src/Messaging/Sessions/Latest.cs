using System.Runtime.CompilerServices;

namespace Messaging.Sessions;

/// <summary>
/// A value that changes, for those who want to know the latest: whoever is slow skips what was in between, so a watcher holds
/// one value at most. Reading is thread-safe; setting belongs to the owner, under its lock.
/// </summary>
internal sealed class Latest<T>(T first)
{
    private volatile Entry _entry = new(first);

    public T Value => _entry.Value;

    /// <summary>The value now, and the signal that another one has taken its place.</summary>
    public Entry Now => _entry;

    public void Set(T value)
    {
        Entry former = _entry;
        _entry = new Entry(value);
        former.Replace();
    }

    /// <summary>Completes when the condition holds.</summary>
    public async Task WhenAsync(Func<T, bool> condition, CancellationToken cancellationToken)
    {
        for (Entry entry = _entry; !condition(entry.Value); entry = _entry)
        {
            await entry.Replaced.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The value now and those that follow, up to one that is the last.</summary>
    public async IAsyncEnumerable<T> WatchAsync(Func<T, bool> isLast, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entry entry = _entry;
            yield return entry.Value;
            if (isLast(entry.Value))
            {
                yield break;
            }

            await entry.Replaced.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal sealed class Entry(T value)
    {
        private static readonly TaskCompletionSource Over = NewOver();

        // Made when somebody waits: most values are only looked at.
        private TaskCompletionSource? _replaced;

        public T Value { get; } = value;

        public Task Replaced => (Volatile.Read(ref _replaced) ?? NewSignal()).Task;

        public void Replace() => Interlocked.CompareExchange(ref _replaced, Over, null)?.SetResult();

        private static TaskCompletionSource NewOver()
        {
            var over = new TaskCompletionSource();
            over.SetResult();
            return over;
        }

        private TaskCompletionSource NewSignal()
        {
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Interlocked.CompareExchange(ref _replaced, signal, null) ?? signal;
        }
    }
}
