using System.Collections.Immutable;

namespace Messaging.Rooms.View;

/// <summary>Items in the order of their places, one for each, the newest. Immutable; every operation is O(log n).</summary>
internal sealed class SortedItems
{
    private static readonly Comparer<RoomViewItem> ByPosition =
        Comparer<RoomViewItem>.Create((one, other) => one.Position.CompareTo(other.Position));

    private SortedItems(ImmutableList<RoomViewItem> list) => List = list;

    public static SortedItems Empty { get; } = new([]);

    public ImmutableList<RoomViewItem> List { get; }

    public int Count => List.Count;

    /// <summary>The item of an event; <see langword="null"/> when there is none.</summary>
    public RoomViewItem? Find(long sequence)
    {
        int index = Search(sequence);
        return index < 0 ? null : List[index];
    }

    /// <summary>How many items there are whose sequence number is lower.</summary>
    public int CountBelow(long sequence)
    {
        int index = Search(sequence);
        return index < 0 ? ~index : index;
    }

    /// <summary>With the item in its place, unless what is there is as new.</summary>
    public SortedItems Put(RoomViewItem item)
    {
        int index = Search(item.Position);
        if (index < 0)
        {
            return new SortedItems(List.Insert(~index, item));
        }

        return item.IsNewerThan(List[index]) ? new SortedItems(List.SetItem(index, item)) : this;
    }

    /// <summary>With the item, which has no place of its own, at the end.</summary>
    public SortedItems Append(RoomViewItem item) => new(List.Add(item));

    public SortedItems RemoveAt(int index) => new(List.RemoveAt(index));

    private int Search(long sequence) => List.BinarySearch(RoomViewItem.At(sequence), ByPosition);
}
