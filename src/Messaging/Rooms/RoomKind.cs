namespace Messaging;

/// <summary>What a room keeps.</summary>
public enum RoomKind
{
    /// <summary>
    /// A JSON topic that holds the last message. Whoever joins sees that one and everything posted afterwards.
    /// </summary>
    Live = 0,

    /// <summary>
    /// A time series topic of JSON events: the room remembers. Whoever joins can read what was posted before, messages can be
    /// edited and removed, and the server says who posted what and when.
    /// </summary>
    History = 1,
}
