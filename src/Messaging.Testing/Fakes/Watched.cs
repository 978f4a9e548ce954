using System.Runtime.CompilerServices;

namespace Messaging.Testing;

/// <summary>A value that changes until it is closed, for watchers who want to know the latest: whoever is slow skips what was in between. Thread-safe.</summary>
internal sealed class Watched<T>(T first)
{
    private readonly Lock _lock = new();
    private T _value = first;
    private long _version;
    private bool _isClosed;
    private TaskCompletionSource _changed = NewSignal();

    public T Value
    {
        get
        {
            lock (_lock)
            {
                return _value;
            }
        }
    }

    /// <summary>Changes the value, unless it was closed.</summary>
    public void Set(T value) => Change(value, closes: false);

    /// <summary>Changes the value for the last time.</summary>
    public void Close(T last) => Change(last, closes: true);

    /// <summary>The value now and those that follow.</summary>
    /// <param name="showsLast">Whether the one that it was closed with is shown, too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<T> WatchAsync(bool showsLast, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = -1;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (T value, long version, bool isClosed, Task changed) = Look();
            if (version != seen && (showsLast || !isClosed))
            {
                seen = version;
                yield return value;
            }
            else if (isClosed)
            {
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (T Value, long Version, bool IsClosed, Task Changed) Look()
    {
        lock (_lock)
        {
            return (_value, _version, _isClosed, _changed.Task);
        }
    }

    private void Change(T value, bool closes)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _value = value;
            _version++;
            _isClosed = closes;
            _changed.SetResult();
            _changed = NewSignal();
        }
    }
}
