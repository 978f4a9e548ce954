using System.Collections.Concurrent;
using Messaging.Benchmarks.Messages;

namespace Messaging.Benchmarks.Servers;

/// <summary>The latest 1,000 messages of each room of the SignalR server.</summary>
public sealed class ChatHistories
{
    private const int Retained = 1000;
    private const int Latest = 100;

    private readonly ConcurrentDictionary<string, Queue<ChatLine>> _rooms = new(StringComparer.Ordinal);
    private long _appended;

    /// <summary>Appends a message.</summary>
    public long Append(string room, ChatLine message)
    {
        Queue<ChatLine> queue = _rooms.GetOrAdd(room, _ => new Queue<ChatLine>(Retained));
        lock (queue)
        {
            if (queue.Count == Retained)
            {
                queue.Dequeue();
            }

            queue.Enqueue(message);
        }

        return Interlocked.Increment(ref _appended);
    }

    /// <summary>The latest 100 messages.</summary>
    public ChatLine[] GetLatest(string room)
    {
        if (!_rooms.TryGetValue(room, out Queue<ChatLine>? queue))
        {
            return [];
        }

        lock (queue)
        {
            return [.. queue.Skip(queue.Count - Latest)];
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear() => _rooms.Clear();
}
