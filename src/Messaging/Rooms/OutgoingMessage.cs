namespace Messaging.Rooms;

/// <summary>A message that is ready to be sent, and what its sender will be told.</summary>
/// <param name="Payload">What goes on the topic.</param>
/// <param name="Receipt">What is known before the server has answered.</param>
/// <param name="HasGivenId">Whether the caller gave the id: then an earlier try may have posted the message already.</param>
internal sealed record OutgoingMessage(string Payload, SendReceipt Receipt, bool HasGivenId);
