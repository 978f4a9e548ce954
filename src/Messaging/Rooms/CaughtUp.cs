namespace Messaging;

/// <summary>
/// What the room held when the reader began has been read; what follows is live. Comes once in each enumeration.
/// </summary>
public sealed record CaughtUp : RoomEvent;
