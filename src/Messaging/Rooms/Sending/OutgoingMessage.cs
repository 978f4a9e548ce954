namespace Messaging.Rooms.Sending;

/// <summary>A message that is ready to be sent, and what its sender will be told. Immutable.</summary>
/// <param name="Text">The text.</param>
/// <param name="Name">The sender's name.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Timestamp">The time that stands on it.</param>
/// <param name="HasGivenId">Whether the caller gave the id: then an earlier try may have posted the message already.</param>
internal sealed record OutgoingMessage(string Text, string Name, MessageId Id, DateTimeOffset Timestamp, bool HasGivenId)
{
    /// <summary>The trace that sending it is part of; <see langword="null"/> when that is not recorded.</summary>
    public TraceMembers? Trace { get; init; }

    /// <summary>The message as it goes on the wire, the same each time. Not kept: messages may wait by the thousand.</summary>
    public byte[] ToCbor() => MessagePayload.Write(Text, Name, Timestamp, Id, Trace);

    /// <summary>What the sender is told when the server has it.</summary>
    /// <param name="appended">The event that the server made of it, in a time series.</param>
    public SendReceipt ToReceipt(EventMetadata? appended) => new(Id, Timestamp) { Event = appended };
}
