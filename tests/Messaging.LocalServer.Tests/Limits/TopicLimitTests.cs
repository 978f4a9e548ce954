using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

public sealed class TopicLimitTests : ServerTest
{
    private const string TooManyTopics = "af46";   // 9007
    private const string TooLarge = "ab46";   // 9003
    private const int MaximumValueSize = 1000;

    [Theory]
    [InlineData("00 70 0a 01 'c' 0e 00")]
    [InlineData("00 7a 0a 01 'c' 0e 00 01 01 00")]
    [Trait("Rule", "TOPIC-07")]
    public async Task Topics_MoreThanAllowed_Answer9007UntilOneIsRemoved(string add)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");
        await client.RequestAsync("00 7a 02 01 'b' 0e 00 01 01 00", "06 02 00");

        await client.SendAsync(add);
        (await client.ExpectErrorAsync(10, TooManyTopics)).Should().Contain("2 topics");
        Server.Statistics.Topics.Should().Be(2);
        await client.RequestAsync("00 70 03 01 'a' 0e 00", "06 03 01");
        await client.RequestAsync("00 7a 04 01 'b' 0e 00 01 02 00", "06 04 01");
        await client.RequestAsync("00 53 05 02 '>a'", "06 05 01");

        await client.RequestAsync(add, "06 0a 00");
        Server.Statistics.Topics.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-07")]
    public async Task Path_AboveTheMaximum_Answers9005()
    {
        RawClient client = await ConnectAsync();

        await client.RequestAsync($"00 70 01 {Text(4096)} 0e 00", "06 01 00");
        await client.SendAsync($"00 70 02 {Text(4097)} 0e 00");

        (await client.ExpectErrorAsync(2, "ad46")).Should().Contain("4096 characters");
    }

    [Fact]
    [Trait("Rule", "TOPIC-07")]
    public async Task Properties_AboveTheMaximum_Answer9006()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 70 01 01 'a' 0e 01 01 'K' {Text(64 * 1024)}");
        (await client.ExpectErrorAsync(1, "ae46")).Should().Contain("65536 characters");

        await client.RequestAsync($"00 70 02 01 'a' 0e 01 01 'K' {Text((64 * 1024) - 1)}", "06 02 00");
    }

    [Theory]
    [InlineData("00 76 {0} 01 'v' 0e {1} 00", "")]
    [InlineData("00 7a {0} 01 'v' 0e 00 {1} 00", "01")]
    [InlineData("00 63 {0} 01 's' 06 'binary' {1}", null)]
    [InlineData("00 a601 {0} 01 's' 06 'binary' {1} 7f", null)]
    [InlineData("00 64 {0} 01 's' 06 'binary' 00 {1}", null)]
    [Trait("Rule", "TOPIC-41")]
    public async Task Value_UpToTheMaximum_IsTaken(string request, string? answer)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'v' 0e 00", "06 01 00");
        await client.RequestAsync("00 70 02 01 's' 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary'", "06 02 00");
        await client.SendAsync("00 a601 03 01 's' 06 'binary' 00 01");
        (await client.ReceiveAsync()).Payload[..2].Should().Equal(6, 3);

        await client.SendAsync(Fill(request, 4, MaximumValueSize + 1));
        (await client.ExpectErrorAsync(4, TooLarge)).Should().Contain("at most 1000 bytes").And.Contain("1001");
        await client.SendAsync(Fill(request, 5, MaximumValueSize));

        byte[] taken = (await client.ReceiveAsync()).Payload;
        taken[..2].Should().Equal(6, 5);
        if (answer is not null)
        {
            Notation.Hex(taken.AsSpan(2)).Should().Be(answer);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    public async Task Fetch_OfOneTopicWithoutRoomForIt_SaysSoInsteadOfAnEmptyResultWithMoreToCome()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' 0e 01 01 'K' {Text(40_000)}", "06 01 00");

        await client.SendAsync("00 75 02 05 '?.*//' 00 00 80807f 01 01 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 00");

        (await client.ExpectErrorAsync(2, TooLarge)).Should().Contain("room");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumTopics = 2;
        options.MaximumMessageSize = 96 * 1024;
        options.MaximumQueuedBytes = 128 * 1024;
        options.MaximumValueSize = MaximumValueSize;
    }

    private static string Text(int length) => Notation.Text(new string('p', length));

    private static string Fill(string request, int conversationId, int size) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        request,
        $"{conversationId:x2}",
        Notation.VarInt((ulong)size) + Notation.Hex(Encoding.ASCII.GetBytes(new string('x', size))));
}
