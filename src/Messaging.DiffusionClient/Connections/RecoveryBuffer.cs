namespace Messaging.DiffusionClient.Connections;

/// <summary>
/// Numbers the messages that go out, and remembers the latest of them for a server that has not received them before the connection was
/// lost (SESS-10, SESS-18). Not thread-safe. Overflow rule: the oldest go; a server that misses one of those starts the session anew.
/// </summary>
/// <param name="maximumAge">How long a message is remembered: the reconnect timeout.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RecoveryBuffer(TimeSpan maximumAge, TimeProvider timeProvider)
{
    /// <summary>How many messages are remembered at most, as by the vendor's client.</summary>
    public const int Capacity = 256;

    /// <summary>How many bytes they have together at most; the latest message is remembered whatever its size.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private readonly Queue<Sent> _messages = new();
    private readonly ByteQueue _bytes = new();

    /// <summary>The number of the next message, from 1.</summary>
    public int Next { get; private set; } = 1;

    /// <summary>The number of the oldest message that is remembered; <see cref="Next"/> if there is none.</summary>
    public int Oldest => Next - _messages.Count;

    /// <summary>The messages get their numbers: they are about to be sent.</summary>
    public void Record(MessageBatch batch)
    {
        long now = timeProvider.GetTimestamp();
        DropAged(now);
        Next += batch.Count;
        int unseen = batch.Count - Capacity;
        foreach (ReadOnlyMemory<byte> message in batch)
        {
            if (unseen-- <= 0)
            {
                Remember(message.Span, now);
            }
        }
    }

    /// <summary>Forgets the messages that are too old.</summary>
    public void DropAged() => DropAged(timeProvider.GetTimestamp());

    /// <summary>Gives the messages from a number on.</summary>
    /// <returns>False if they are not remembered, or were never sent.</returns>
    public bool TryCopy(int from, MessageBatch batch)
    {
        int skipped = from - Oldest;
        if (skipped < 0 || skipped > _messages.Count)
        {
            return false;
        }

        int offset = 0;
        foreach (Sent sent in _messages)
        {
            if (skipped-- <= 0)
            {
                _bytes.CopyTo(offset, batch.Add(sent.Length));
            }

            offset += sent.Length;
        }

        return true;
    }

    /// <summary>Forgets all messages, and numbers the next one.</summary>
    public void Restart(int next)
    {
        _messages.Clear();
        _bytes.Clear();
        Next = next;
    }

    private void Remember(ReadOnlySpan<byte> message, long now)
    {
        // First make room, so that the memory of what goes is used again.
        while (_messages.Count >= Capacity || (_messages.Count > 0 && _bytes.Length + (long)message.Length > MaximumBytes))
        {
            Forget();
        }

        _messages.Enqueue(new Sent(message.Length, now));
        _bytes.Enqueue(message);
    }

    private void DropAged(long now)
    {
        while (_messages.TryPeek(out Sent oldest) && timeProvider.GetElapsedTime(oldest.Timestamp, now) > maximumAge)
        {
            Forget();
        }
    }

    private void Forget() => _bytes.Dequeue(_messages.Dequeue().Length);

    private readonly record struct Sent(int Length, long Timestamp);
}
