namespace Messaging.Rooms.Sending;

/// <summary>Counts what waits in all rooms of a client. Thread-safe.</summary>
internal sealed class OutboxBudget(int capacity)
{
    private int _taken;

    public int Capacity => capacity;

    /// <summary>Whether anything may wait at all.</summary>
    public bool IsOpen => capacity > 0;

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= capacity)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    public void Return() => Interlocked.Decrement(ref _taken);
}
