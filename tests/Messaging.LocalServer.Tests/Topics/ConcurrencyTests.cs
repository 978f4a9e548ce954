using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class ConcurrencyTests : ServerTest
{
    private const int Sessions = 6;
    private const int Requests = 400;

    // Every answer is legal for each: what counts is that there is one.
    private static readonly string[] Operations =
    [
        "00 70 cid 01 'a' 11 00",
        "00 70 cid 03 'a/b' 11 00",
        "00 7a cid 01 'a' 11 00 02 61 'x' 00",
        "00 7a cid 03 'a/b' 11 00 02 61 'y' 00",
        "00 76 cid 01 'a' 11 02 61 'z' 00",
        "00 76 cid 03 'a/b' 11 01 f6 00",
        "00 53 cid 02 '>a'",
        "00 53 cid 05 '?.*//'",
        "00 03 cid 02 '>a' 00",
        "00 03 cid 04 '?a//' 01 's'",
        "00 04 cid 02 '>a' 00",
        "00 04 cid 05 '?.*//' 01 's'",
        "00 c7 01 cid 05 '?.*//'",
        "00 75 cid 05 '?.*//' 00 00 80807f 01 01 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 01",
    ];

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    [Trait("Rule", "TOPIC-15")]
    [Trait("Rule", "WIRE-23")]
    public async Task Requests_OfManySessionsAtOnce_EachSeesAConsistentStory()
    {
        List<RawClient> clients = [];
        for (int i = 0; i < Sessions; i++)
        {
            clients.Add(await ConnectAsync());
        }

        await Task.WhenAll(clients.Select((client, seed) => Task.Run(() => RunAsync(client, new Random(seed)))));

        await ShouldBeEmptyAfterClosingAsync([.. clients]);
        Log.Records.Should().NotContain(record => record.EventId.Name == "ServiceFailed" || record.EventId.Name == "SessionClosed");
    }

    private static async Task RunAsync(RawClient client, Random random)
    {
        Dictionary<int, string> subscribed = [];
        for (int i = 0; i < Requests; i++)
        {
            int conversationId = i % 100;
            string operation = Operations[random.Next(Operations.Length)];
            await client.SendAsync(operation.Replace("cid", $"{conversationId:x2}", StringComparison.Ordinal));
            Frame frame;
            while ((frame = Frame.Read((await client.ReceiveAsync()).Payload)).Type is not (FrameType.Response or FrameType.Error))
            {
                Observe(frame, subscribed);
            }

            frame.ConversationId.Should().Be(conversationId);
        }
    }

    /// <summary>A value comes only for what is subscribed, and nothing is subscribed or unsubscribed twice.</summary>
    private static void Observe(Frame frame, Dictionary<int, string> subscribed)
    {
        switch (frame.Type, frame.Service)
        {
            case (FrameType.Value, _):
                subscribed.Should().ContainKey(frame.TopicId);
                break;
            case (FrameType.Request, ServiceId.SubscriptionNotification):
                SubscriptionNotification added = frame.ReadBody<SubscriptionNotification>();
                subscribed.Should().NotContainValue(added.Path);
                subscribed.Add(added.TopicId, added.Path);
                break;
            case (FrameType.Request, ServiceId.UnsubscriptionNotification):
                subscribed.Remove(frame.ReadBody<UnsubscriptionNotification>().TopicId).Should().BeTrue();
                break;
            default:
                Assert.Fail($"Unexpected frame: {frame}");
                break;
        }
    }
}
