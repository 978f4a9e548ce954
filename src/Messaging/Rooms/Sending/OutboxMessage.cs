using System.Diagnostics;

namespace Messaging;

/// <summary>A message of this client that the server has not accepted yet. Immutable, compared by value.</summary>
/// <param name="Id">The message's id. What a reader gets of it bears the same: <see cref="ChatMessage.Id"/>.</param>
/// <param name="Text">The text, as it was given to <see cref="IChatRoom.SendAsync"/>. Escape it where it is shown.</param>
/// <param name="Name">The sender's name that stands on it.</param>
/// <param name="Timestamp">The time that stands on it: the sender's clock when it was given, in UTC, to the millisecond.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Since">When it entered the state, by the client's clock, in UTC.</param>
/// <param name="Error">
/// Why it failed, the same exception that <see cref="IChatRoom.SendAsync"/> threw; <see langword="null"/> unless the state is
/// <see cref="OutboxMessageState.Failed"/>.
/// </param>
[DebuggerDisplay("{State}: {Text}")]
public sealed record OutboxMessage(
    MessageId Id,
    string Text,
    string Name,
    DateTimeOffset Timestamp,
    OutboxMessageState State,
    DateTimeOffset Since,
    MessagingException? Error = null);
