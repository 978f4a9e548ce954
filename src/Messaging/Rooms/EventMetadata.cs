namespace Messaging;

/// <summary>
/// What the server itself says of an event in a <see cref="RoomKind.History"/> room. No client can forge it. Immutable.
/// </summary>
/// <param name="Sequence">
/// The event's number in the room, from 0. Messages, edits and removals are all events; each has the number after that of
/// the event before it, so numbers are the order of the room.
/// </param>
/// <param name="Timestamp">
/// When the server took the event, by the server's clock, in UTC, to the millisecond. Diffusion lets whoever appends choose a
/// later time, which shows here as it is, or as the last time that <see cref="DateTimeOffset"/> can hold.
/// </param>
/// <param name="Author">The principal that the server authenticated; empty when the session was anonymous.</param>
public sealed record EventMetadata(long Sequence, DateTimeOffset Timestamp, string Author);
