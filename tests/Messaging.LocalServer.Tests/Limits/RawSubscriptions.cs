using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

/// <summary>Subscription notifications, <c>00 57 cid topic path spec</c> with numbers of one byte, where their order is free.</summary>
internal static class RawSubscriptions
{
    /// <summary>Reads one, and tells the path.</summary>
    public static async Task<string> ReadSubscriptionAsync(this RawClient client)
    {
        byte[] payload = (await client.ReceiveAsync()).Payload;
        payload[..2].Should().Equal(0x00, 0x57);
        return Encoding.UTF8.GetString(payload, 5, payload[4]);
    }

    /// <summary>Expects these topics, in any order, and then the answer to a request, if there was one.</summary>
    public static async Task ExpectSubscriptionsAsync(this RawClient client, byte? conversationId, params string[] paths)
    {
        List<string> subscribed = [];
        for (int i = 0; i < paths.Length; i++)
        {
            subscribed.Add(await client.ReadSubscriptionAsync());
        }

        subscribed.Should().BeEquivalentTo(paths);
        if (conversationId is { } id)
        {
            await client.ExpectAsync($"06 {id:x2}");
        }
    }
}
