namespace Messaging;

/// <summary>Somebody posted a message.</summary>
/// <param name="Message">The message.</param>
public sealed record MessagePosted(ChatMessage Message) : RoomEvent;
