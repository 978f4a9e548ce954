namespace Messaging.Rooms;

/// <summary>Remembers the latest ids that a client sent, so that it knows its own messages. Thread-safe, bounded.</summary>
internal sealed class RecentIds
{
    public const int Capacity = 1024;

    private readonly Lock _lock = new();
    private readonly HashSet<MessageId> _ids = [];
    private readonly Queue<MessageId> _oldestFirst = [];
    private volatile bool _isUsed;

    public void Add(MessageId id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _isUsed = true;
            _oldestFirst.Enqueue(id);
            if (_oldestFirst.Count > Capacity)
            {
                _ids.Remove(_oldestFirst.Dequeue());
            }
        }
    }

    public bool Contains(MessageId id)
    {
        if (!_isUsed)
        {
            return false; // Whoever only reads pays nothing.
        }

        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }
}
