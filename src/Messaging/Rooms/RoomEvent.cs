namespace Messaging;

/// <summary>
/// Something that happened in a room, in the place where it happened: <see cref="MessagePosted"/>,
/// <see cref="MessageEdited"/>, <see cref="MessageRemoved"/>, <see cref="CaughtUp"/>, <see cref="Gap"/> or
/// <see cref="UnreadableMessage"/>. Immutable. Later versions may add kinds: ignore those you do not
/// know.
/// </summary>
public abstract record RoomEvent
{
    private protected RoomEvent()
    {
    }
}
