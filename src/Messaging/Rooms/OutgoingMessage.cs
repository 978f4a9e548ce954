namespace Messaging.Rooms;

/// <summary>A message that is ready to be sent, and what its sender will be told.</summary>
internal sealed record OutgoingMessage(string Payload, SendReceipt Receipt);
