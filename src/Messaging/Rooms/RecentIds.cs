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

    private const int TextLength = 36;

    private readonly Lock _lock = new();

    // Whoever only reads has none.
    private volatile Recent<Guid>? _made;
    private volatile Recent<string>? _given;

    public void Add(MessageId id)
    {
        lock (_lock)
        {
            if (TryParse(id.Value, out Guid made))
            {
                (_made ??= new Recent<Guid>()).Add(made);
            }
            else
            {
                (_given ??= new Recent<string>()).Add(id.Value);
            }
        }
    }

    public bool Contains(MessageId id)
    {
        if (_made is null && _given is null)
        {
            return false;
        }

        bool isMade = TryParse(id.Value, out Guid made);
        lock (_lock)
        {
            return (isMade ? _made?.Contains(made) : _given?.Contains(id.Value)) ?? false;
        }
    }

    /// <summary>Whether this is exactly as <see cref="MessageId.New"/> writes it: the same number in capitals, or with spaces around, is another id.</summary>
    private static bool TryParse(string id, out Guid made) =>
        Guid.TryParseExact(id, "D", out made) && id.Length == TextLength && !id.AsSpan().ContainsAnyInRange('A', 'F');

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
