namespace Messaging.Performance.Tests.Measuring;

/// <summary>What a delivered message cannot be without.</summary>
internal static class OwnObjects
{
    /// <summary>
    /// The bytes of the event, the message, its metadata, and its texts. The author is not counted: it is one of few, and the same
    /// object may serve for all messages. Nor is the id, which is a number in the message.
    /// </summary>
    public static double SizeOf(MessagePosted posted)
    {
        MessagePosted? copy = null;
        double size = Allocations.PerCall(() => copy = Copy(posted));
        copy.Should().Be(posted);
        return size;
    }

    private static MessagePosted Copy(MessagePosted posted)
    {
        ChatMessage message = posted.Message;
        return new MessagePosted(new ChatMessage
        {
            Id = message.Id,
            Text = new string(message.Text.AsSpan()),
            Name = message.Name is { } name ? new string(name.AsSpan()) : null,
            Timestamp = message.Timestamp,
            Event = message.Event is { } metadata ? new EventMetadata(metadata.Sequence, metadata.Timestamp, metadata.Author) : null,
            IsOwn = message.IsOwn,
        });
    }
}
