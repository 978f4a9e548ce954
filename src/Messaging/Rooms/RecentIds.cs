namespace Messaging.Rooms;

/// <summary>Remembers the latest ids that a client sent, so that it knows its own messages. Thread-safe, bounded.</summary>
internal sealed class RecentIds
{
    public const int Capacity = 1024;

    private readonly Lock _lock = new();
    private volatile HashSet<MessageId>? _ids; // Whoever only reads has none.
    private Queue<MessageId>? _oldestFirst;

    public void Add(MessageId id)
    {
        lock (_lock)
        {
            if (!(_ids ??= []).Add(id))
            {
                return;
            }

            (_oldestFirst ??= []).Enqueue(id);
            if (_oldestFirst.Count > Capacity)
            {
                _ids.Remove(_oldestFirst.Dequeue());
            }
        }
    }

    public bool Contains(MessageId id)
    {
        if (_ids is not { } ids)
        {
            return false;
        }

        lock (_lock)
        {
            return ids.Contains(id);
        }
    }
}
