namespace Messaging.Rooms;

/// <summary>
/// Remembers the latest ids that a client sent, so that it knows its own messages. Those made here and those that applications
/// made up are counted apart. Thread-safe, bounded.
/// </summary>
/// <remarks>
/// The ids made here are kept as the numbers that they are: a thousand texts for each of many clients live long, and the garbage collector
/// would look after them again and again.
/// </remarks>
internal sealed class RecentIds
{
    /// <summary>How many of each kind are remembered.</summary>
    public const int Capacity = 1024;

    private readonly Lock _lock = new();

    // Whoever only reads has none.
    private volatile Recent<Guid>? _made;
    private volatile Recent<string>? _given;

    public void Add(MessageId id)
    {
        lock (_lock)
        {
            if (id.IsMade(out Guid made, out string? given))
            {
                (_made ??= new Recent<Guid>()).Add(made);
            }
            else
            {
                (_given ??= new Recent<string>()).Add(given);
            }
        }
    }

    public bool Contains(MessageId id)
    {
        if (_made is null && _given is null)
        {
            return false;
        }

        bool isMade = id.IsMade(out Guid made, out string? given);
        lock (_lock)
        {
            return (isMade ? _made?.Contains(made) : _given?.Contains(given!)) ?? false;
        }
    }

    private sealed class Recent<T>
        where T : notnull
    {
        private readonly HashSet<T> _all = [];
        private readonly Queue<T> _oldestFirst = [];

        public bool Contains(T id) => _all.Contains(id);

        public void Add(T id)
        {
            if (!_all.Add(id))
            {
                return;
            }

            _oldestFirst.Enqueue(id);
            if (_oldestFirst.Count > Capacity)
            {
                _all.Remove(_oldestFirst.Dequeue());
            }
        }
    }
}
