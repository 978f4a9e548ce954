using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class AddTopicTests : ServerTest
{
    [Theory]
    [InlineData("0e")]
    [InlineData("0f")]
    [InlineData("11")]
    [InlineData("12")]
    [InlineData("13")]
    [Trait("Rule", "TOPIC-05")]
    public async Task Add_EachValueType_CreatesTopic(string type)
    {
        RawClient client = await ConnectAsync();

        await client.RequestAsync($"00 70 01 09 'Chat/Room' {type} 00", "06 01 00");

        Server.Statistics.Topics.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-06")]
    public async Task Add_EqualSpecification_Exists()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 0f 02 01 'k' 01 'v' 01 'l' 01 'w'", "06 01 00");

        await client.RequestAsync("00 70 02 01 'a' 0f 02 01 'l' 01 'w' 01 'k' 01 'v'", "06 02 01");
        await client.RequestAsync("00 70 03 02 '/a' 0f 02 01 'k' 01 'v' 01 'l' 01 'w'", "06 03 01");
        Server.Statistics.Topics.Should().Be(1);
    }

    [Theory]
    [InlineData("11 00")]
    [InlineData("0f 01 01 'k' 01 'v'")]
    [Trait("Rule", "TOPIC-07")]
    public async Task Add_OtherSpecification_Answers9004(string specification)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 0f 00", "06 01 00");

        await client.SendAsync($"00 70 02 01 'a' {specification}");

        (await client.ExpectErrorAsync(2, "ac 46")).Should().Contain("a");
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01 '/'")]
    [InlineData("04 'a//b'")]
    [Trait("Rule", "TOPIC-03")]
    public async Task Add_BadPath_Answers9005(string path)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 70 01 {path} 0f 00");

        await client.ExpectErrorAsync(1, "ad 46");
        Server.Statistics.Topics.Should().Be(0);
    }

    [Theory]
    [InlineData("14 00")]
    [InlineData("15 00")]
    [InlineData("00 00")]
    [Trait("Rule", "TOPIC-07")]
    public async Task Add_TypeNotOffered_Answers9006(string specification)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 70 01 01 'a' {specification}");

        (await client.ExpectErrorAsync(1, "ae 46")).Should().Contain("does not offer");
        Server.Statistics.Topics.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-08")]
    public async Task Remove_BySelector_CountsAndNotifies()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 03 'a/b' 0f 00", "06 01 00");
        await client.RequestAsync("00 70 02 03 'a/c' 0f 00", "06 02 00");
        await client.RequestAsync("00 70 03 01 'd' 0f 00", "06 03 00");
        await client.SendAsync("00 03 04 02 '>d' 00");
        await client.ExpectAsync("00 57 01 03 01 'd' 0f 00", "06 04");

        await client.RequestAsync("00 53 05 04 '?a//'", "06 05 02");
        await client.RequestAsync("00 53 06 02 '>d'", "00 2a 02 03 02");
        await client.ExpectAsync("06 06 01");
        await client.RequestAsync("00 53 07 02 '>d'", "06 07 00");
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Topics == 0 && held.Subscriptions == 0);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("02 '?('")]
    [Trait("Rule", "TOPIC-20")]
    public async Task Remove_BadSelector_Answers106(string selector)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 53 01 {selector}");

        await client.ExpectErrorAsync(1, "6a");
    }
}
