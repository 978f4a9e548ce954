using Messaging.Benchmarks.Messages;

namespace Messaging.Benchmarks.Measuring;

/// <summary>What the objects of one received message take in the product, whoever makes them: the goal for allocation is a multiple of it.</summary>
internal static class MessageSize
{
    private const int Samples = 1000;

    private static readonly MessageId Id = MessageId.New();

    /// <summary>The event, the message, its three strings and its metadata, in bytes. The id is a number in the message.</summary>
    public static double Measure()
    {
        RoomEvent[] kept = new RoomEvent[Samples];
        _ = Create();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sample = 0; sample < Samples; sample++)
        {
            kept[sample] = Create();
        }

        long after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(kept);
        return (after - before) / (double)Samples;
    }

    private static MessagePosted Create() => new(new ChatMessage
    {
        Text = new string('x', NumberedTexts.Of(0).Length),
        Name = new string('u', SenderNames.Of(0).Length),
        Id = Id,
        Timestamp = default(DateTimeOffset),
        Event = new EventMetadata(1, default, new string('a', Servers.MessagingServer.Principal.Length)),
    });
}
