using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class SubscriptionTests : ServerTest
{
    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Select_TopicWithValue_GetsNotificationValueResponse()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 09 'Chat/Room' 11 01 0f 'VALIDATE_VALUES' 04 'true'", "06 01 00");
        await client.RequestAsync("00 76 02 09 'Chat/Room' 11 06 65 'hello' 00", "06 02");

        await client.SendAsync("00 03 03 0a '>Chat/Room' 00");

        await client.ExpectAsync(
            "00 57 01 01 09 'Chat/Room' 11 01 0f 'VALIDATE_VALUES' 04 'true'",
            "04 00000001 65 'hello'",
            "06 03");
    }

    [Fact]
    [Trait("Rule", "TOPIC-13")]
    public async Task Select_TopicWithoutValue_GetsNotificationAndResponse()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");

        await client.SendAsync("00 03 02 02 '>a' 00");

        await client.ExpectAsync("00 57 01 01 01 'a' 0e 00", "06 02");
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Select_Again_SendsResponseOnly()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.RequestAsync("00 76 02 01 'a' 11 02 61 'x' 00", "06 02");
        await client.SendAsync("00 03 03 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "04 00000001 61 'x'", "06 03");

        await client.RequestAsync("00 03 04 02 '>a' 00", "06 04");
        await client.RequestAsync("00 03 05 05 '?.*//' 00", "06 05");
    }

    [Theory]
    [InlineData("0a '>Chat/Room'")]
    [InlineData("07 '?Chat//'")]
    [InlineData("0a '*Chat/R.*m'")]
    [InlineData("11 '#>a////>Chat/Room'")]
    [Trait("Rule", "TOPIC-10")]
    public async Task Select_BeforeTopicExists_SubscribesWhenItIsAdded(string selector)
    {
        RawClient reader = await ConnectAsync();
        RawClient writer = await ConnectAsync();
        await reader.RequestAsync($"00 03 01 {selector} 00", "06 01");

        await writer.RequestAsync("00 7a 01 09 'Chat/Room' 11 00 02 61 'x' 00", "06 01 00");
        await writer.RequestAsync("00 7a 02 09 'Chat/Room' 11 00 02 61 'y' 00", "06 02 01");
        await writer.RequestAsync("00 70 03 05 'Other' 11 00", "06 03 00");

        await reader.ExpectAsync("00 57 01 01 09 'Chat/Room' 11 00", "04 00000001 61 'x'", "04 00000001 61 'y'");
        await reader.RequestAsync("00 38 05", "06 05");
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Unsubscribe_Subscribed_SendsReasonRequestedThenResponse()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02");

        await client.SendAsync("00 04 03 02 '>a' 00");
        await client.ExpectAsync("00 2a 02 01 00", "06 03");
        await client.RequestAsync("00 76 04 01 'a' 11 02 61 'x' 00", "06 04");
        await client.RequestAsync("00 04 05 02 '>a' 00", "06 05");
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Subscriptions == 0 && held.Selections == 0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Unsubscribe_PartOfAPattern_HoldsForTopicsAddedLater()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 04 '?a//' 00", "06 01");
        await client.RequestAsync("00 04 02 04 '>a/b' 00", "06 02");

        await client.RequestAsync("00 70 03 03 'a/b' 11 00", "06 03 00");
        await client.RequestAsync("00 70 04 03 'a/c' 11 00", "00 57 01 02 03 'a/c' 11 00");
        await client.ExpectAsync("06 04 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Unsubscribe_OneOfTwoScopes_KeepsSubscription()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02");
        await client.RequestAsync("00 03 03 05 '?.*//' 05 'other'", "06 03");

        await client.RequestAsync("00 04 04 02 '>a' 00", "06 04");
        await client.SendAsync("00 04 05 02 '>a' 05 'other'");
        await client.ExpectAsync("00 2a 02 01 00", "06 05");
    }

    [Fact]
    [Trait("Rule", "TOPIC-11")]
    public async Task UnsubscribeAllScopes_InTwoScopes_EndsSubscription()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02");
        await client.RequestAsync("00 03 03 02 '>a' 05 'other'", "06 03");

        await client.SendAsync("00 c7 01 04 02 '>a'");

        await client.ExpectAsync("00 2a 02 01 00", "06 04");
        Server.Statistics.Selections.Should().Be(0);
    }

    [Theory]
    [InlineData("03")]
    [InlineData("04")]
    public async Task Select_ReservedScope_Answers106(string service)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 {service} 01 02 '>a' 02 '$x'");

        await client.ExpectErrorAsync(1, "6a");
    }

    [Fact]
    [Trait("Rule", "TOPIC-14")]
    public async Task Remove_SubscribedTopic_ReasonRemovedAndComesBackWithNewId()
    {
        RawClient reader = await ConnectAsync();
        RawClient writer = await ConnectAsync();
        await writer.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await reader.SendAsync("00 03 01 02 '>a' 00");
        await reader.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");

        await writer.RequestAsync("00 53 02 02 '>a'", "06 02 01");
        await writer.RequestAsync("00 70 03 01 'a' 12 00", "06 03 00");

        await reader.ExpectAsync("00 2a 02 01 02", "00 57 03 02 01 'a' 12 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    public async Task Set_ByTwoSessionsAtOnce_ReachesAllSubscribersInOneOrder()
    {
        const int Each = 200;
        RawClient[] readers = [await ConnectAsync(), await ConnectAsync(), await ConnectAsync()];
        RawClient[] writers = [await ConnectAsync(), await ConnectAsync()];
        await writers[0].RequestAsync("00 70 01 01 'a' 12 00", "06 01 00");
        foreach (RawClient reader in readers)
        {
            await reader.SendAsync("00 03 01 02 '>a' 00");
            await reader.ExpectAsync("00 57 01 01 01 'a' 12 00", "06 01");
        }

        // 00 76 cid 'a' int64, value 19 hh ll: 1 hh ll for one writer, 2 hh ll for the other.
        await Task.WhenAll(writers.Select((writer, w) => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                await writer.SendAsync($"00 76 02 01 'a' 12 03 19 {(w * 256) + 256 + i:x4} 00");
            }
        })));
        string[][] received = await Task.WhenAll(readers.Select(async reader =>
        {
            List<string> values = [];
            while (values.Count < 2 * Each)
            {
                values.Add((await reader.ReceiveAsync()).Hex);
            }

            return values.ToArray();
        }));

        received[1].Should().Equal(received[0]);
        received[2].Should().Equal(received[0]);
        received[0].Where(value => value.StartsWith("040000000119" + "01", StringComparison.Ordinal)).Should().HaveCount(Each).And.BeInAscendingOrder(StringComparer.Ordinal);
    }
}
