namespace Messaging;

/// <summary>What a room keeps.</summary>
public enum RoomKind
{
    /// <summary>
    /// A JSON topic that holds the last message. Whoever joins sees that one and everything posted afterwards.
    /// </summary>
    Live = 0,
}
