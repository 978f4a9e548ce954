namespace Messaging;

/// <summary>Somebody edited a message of a <see cref="RoomKind.History"/> room.</summary>
/// <param name="Message">
/// The whole message as it stands now: <see cref="ChatMessage.Event"/> says which one it is, <see cref="ChatMessage.Edit"/>
/// who edited it and when.
/// </param>
public sealed record MessageEdited(ChatMessage Message) : RoomEvent;
