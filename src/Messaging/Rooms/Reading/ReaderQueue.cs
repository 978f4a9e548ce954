using System.Threading.Tasks.Sources;

namespace Messaging.Rooms.Reading;

/// <summary>
/// The buffer between a feed and one enumeration: bounded, filled without waiting, emptied by one reader at a time. A channel for
/// this one case, which is every message of every reader: waiting makes no garbage, and an idle one holds next to nothing.
/// Thread-safe.
/// </summary>
/// <param name="capacity">How many items are kept.</param>
/// <param name="dropsOldest">Whether the oldest item makes room when it is full; otherwise the newest is refused.</param>
internal sealed class ReaderQueue<T>(int capacity, bool dropsOldest) : IValueTaskSource<bool>
{
    private const int FirstSize = 4;

    private readonly Lock _lock = new();
    private T[] _items = [];
    private int _head;
    private int _count;
    private bool _isCompleted;
    private bool _isWaiting;
    private CancellationToken _waitersToken;
    private CancellationTokenRegistration _registration;

    // The reader goes on elsewhere: whoever offers must not be held up.
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };

    /// <summary>How many items are kept.</summary>
    public int Capacity => capacity;

    /// <summary>How many items there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>
    /// What <see cref="WaitToReadAsync"/> would say at once, also while a wait is not over yet; <see langword="null"/> when it would wait.
    /// </summary>
    public bool? Look()
    {
        lock (_lock)
        {
            return _count > 0 ? true : _isCompleted ? false : null;
        }
    }

    /// <summary>Adds an item, unless it was completed.</summary>
    /// <returns><see langword="false"/>: there was no room for it.</returns>
    public bool TryWrite(T item)
    {
        lock (_lock)
        {
            if (_isCompleted)
            {
                return true;
            }

            if (_count == capacity)
            {
                if (!dropsOldest)
                {
                    return false;
                }

                RemoveFirst();
            }

            Append(item);
            if (!_isWaiting)
            {
                return true;
            }

            _isWaiting = false;
        }

        _signal.SetResult(true);
        return true;
    }

    public bool TryRead(out T item)
    {
        lock (_lock)
        {
            bool isThere = _count > 0;
            item = isThere ? RemoveFirst() : default!;
            return isThere;
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isCompleted = true;
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        _signal.SetResult(false);
    }

    /// <summary>
    /// Completes when there is something to read; <see langword="false"/> when nothing more comes. To be awaited before it is called again.
    /// </summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        short version;
        lock (_lock)
        {
            if (_count > 0 || _isCompleted)
            {
                return new ValueTask<bool>(_count > 0);
            }

            _signal.Reset();
            _isWaiting = true;
            _waitersToken = cancellationToken;
            version = _signal.Version;
        }

        if (cancellationToken.CanBeCanceled)
        {
            // Nobody awaits yet, so nobody uses it up before it is there.
            _registration = cancellationToken.UnsafeRegister(static queue => ((ReaderQueue<T>)queue!).Cancel(), this);
        }

        return new ValueTask<bool>(this, version);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _registration.Unregister();
        return _signal.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    /// <summary>A late call finds another wait only of the same enumeration, whose token is the same.</summary>
    private void Cancel()
    {
        CancellationToken token;
        lock (_lock)
        {
            if (!_isWaiting || !_waitersToken.IsCancellationRequested)
            {
                return;
            }

            _isWaiting = false;
            token = _waitersToken;
        }

        _signal.SetException(new OperationCanceledException(token));
    }

    private void Append(T item)
    {
        if (_count == _items.Length)
        {
            var larger = new T[Math.Min(capacity, Math.Max(FirstSize, 2 * _count))];
            for (int i = 0; i < _count; i++)
            {
                larger[i] = _items[(_head + i) % _items.Length];
            }

            (_items, _head) = (larger, 0);
        }

        int place = _head + _count++;
        _items[place < _items.Length ? place : place - _items.Length] = item;
    }

    private T RemoveFirst()
    {
        T first = _items[_head];
        _items[_head] = default!;
        _head = _head + 1 == _items.Length ? 0 : _head + 1;
        _count--;
        return first;
    }
}
