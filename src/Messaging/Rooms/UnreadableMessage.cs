namespace Messaging;

/// <summary>Somebody put something in the room that is not a message.</summary>
/// <param name="RawJson">What it is, as JSON text.</param>
/// <param name="Problem">Why it is no message, in a sentence without any of its content.</param>
public sealed record UnreadableMessage(string RawJson, string Problem) : RoomEvent;
