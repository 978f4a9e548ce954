namespace Messaging;

/// <summary>A gap in a <see cref="RoomView"/>. Immutable.</summary>
/// <param name="Gap">What the reader said of it.</param>
/// <param name="Index">
/// Its place in <see cref="RoomView.Items"/>: the gap is before the item with this index, from 0; behind the last item when it
/// is their count.
/// </param>
public sealed record RoomViewGap(Gap Gap, int Index);
