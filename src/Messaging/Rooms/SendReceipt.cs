namespace Messaging;

/// <summary>The server has accepted a message. Immutable.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Timestamp">The time that stands on the message: the sender's clock, in UTC, to the millisecond.</param>
public sealed record SendReceipt(MessageId Id, DateTimeOffset Timestamp);
