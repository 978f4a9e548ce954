namespace Messaging;

/// <summary>What there is in one place of a <see cref="RoomView"/>.</summary>
public enum RoomViewItemState
{
    /// <summary>A message: <see cref="RoomViewItem.Message"/>.</summary>
    Message = 0,

    /// <summary>A message that was removed. <see cref="RoomViewItem.Edit"/> says by whom and when.</summary>
    Removed = 1,

    /// <summary>Something that is no message: <see cref="RoomViewItem.Unreadable"/>.</summary>
    Unreadable = 2,
}
