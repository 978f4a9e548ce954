namespace Messaging;

/// <summary>The server has accepted a message. Immutable.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Timestamp">The time that stands on the message: the sender's clock, in UTC, to the millisecond.</param>
public sealed record SendReceipt(MessageId Id, DateTimeOffset Timestamp)
{
    /// <summary>
    /// The event that the server made of the message: its number in the room, the server's time, the author.
    /// <see langword="null"/> in a <see cref="RoomKind.Live"/> room.
    /// </summary>
    public EventMetadata? Event { get; init; }

    /// <summary>
    /// Whether the message was there already: an earlier try with the same <see cref="SendOptions.Id"/> had been accepted,
    /// and nothing was posted now. Always <see langword="false"/> in a <see cref="RoomKind.Live"/> room.
    /// </summary>
    public bool WasDuplicate { get; init; }
}
