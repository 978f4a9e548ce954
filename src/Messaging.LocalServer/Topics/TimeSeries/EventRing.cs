using System.Numerics;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>A window of consecutive events: they come in at its end and leave at its beginning.</summary>
/// <remarks>It grows and shrinks with what it holds, and nothing that has left is reachable from it. Not thread-safe.</remarks>
internal sealed class EventRing
{
    private const int SmallestCapacity = 16;

    private StoredEvent[] _slots = [];

    /// <summary>The sequence number of the oldest event.</summary>
    public long First { get; private set; }

    /// <summary>The sequence number that the next event will have.</summary>
    public long End { get; private set; }

    public int Count => (int)(End - First);

    public int Capacity => _slots.Length;

    /// <summary>The event with a sequence number from <see cref="First"/> to before <see cref="End"/>. Good until the next change.</summary>
    public ref StoredEvent this[long sequence] => ref _slots[(int)(sequence & (_slots.Length - 1))];

    /// <summary>Moves an empty window.</summary>
    public void StartAt(long sequence) => First = End = sequence;

    public void Add(in StoredEvent added)
    {
        if (Count == _slots.Length)
        {
            Resize(Math.Max(SmallestCapacity, _slots.Length * 2));
        }

        this[End] = added;
        End++;
    }

    public void RemoveFirst()
    {
        this[First] = default;
        First++;
        if (_slots.Length > SmallestCapacity && Count <= _slots.Length / 4)
        {
            Resize(_slots.Length / 2);
        }
    }

    // A power of two, so that the place of an event follows from the low bits of its number.
    private void Resize(int capacity)
    {
        StoredEvent[] slots = new StoredEvent[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        for (long sequence = First; sequence < End; sequence++)
        {
            slots[(int)(sequence & (slots.Length - 1))] = this[sequence];
        }

        _slots = slots;
    }
}
