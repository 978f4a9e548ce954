using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class UpdateTests : ServerTest
{
    [Theory]
    [InlineData("0e", "03 'abc'", "'abc'")]
    [InlineData("0e", "00", "")]
    [InlineData("0f", "04 a1 61 'x' 01", "a1 61 'x' 01")]
    [InlineData("0f", "01 f6", "f6")]
    [InlineData("11", "03 62 'hi'", "62 'hi'")]
    [InlineData("12", "01 05", "05")]
    [InlineData("13", "09 fb 3ff8000000000000", "fb 3ff8000000000000")]
    [Trait("Rule", "TOPIC-30")]
    public async Task Set_ValueOfItsType_ReachesSubscriber(string type, string value, string sent)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {type} 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {type} 00", "06 02");

        await client.SendAsync($"00 76 03 01 'a' {type} {value} 00");

        await client.ExpectAsync($"04 00000001 {sent}", "06 03");
    }

    [Theory]
    [InlineData("0f", "01 ff")]
    [InlineData("0f", "00")]
    [InlineData("0f", "02 01 01")]
    [InlineData("11", "01 05")]
    [InlineData("11", "00")]
    [InlineData("12", "02 61 'x'")]
    [InlineData("13", "01 05")]
    [Trait("Rule", "TOPIC-04")]
    public async Task Set_BytesThatAreNoValueOfTheType_Answers106(string type, string value)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {type} 00", "06 01 00");

        await client.SendAsync($"00 76 02 01 'a' {type} {value} 00");

        await client.ExpectErrorAsync(2, "6a");
    }

    [Fact]
    [Trait("Rule", "TOPIC-41")]
    public async Task Set_MissingTopic_Answers9002()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync("00 76 01 01 'a' 11 02 61 'x' 00");

        (await client.ExpectErrorAsync(1, "aa 46")).Should().Contain("'a'");
    }

    [Fact]
    [Trait("Rule", "TOPIC-41")]
    public async Task Set_OtherDatatype_Answers108()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await client.SendAsync("00 76 02 01 'a' 0f 02 61 'x' 00");

        await client.ExpectErrorAsync(2, "6c");
    }

    [Fact]
    [Trait("Rule", "TOPIC-31")]
    public async Task AddAndSet_NewThenExisting_CreatesThenSets()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 02 '>a' 00", "06 01");

        await client.SendAsync("00 7a 02 01 'a' 11 00 02 61 'x' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "04 00000001 61 'x'", "06 02 00");
        await client.SendAsync("00 7a 03 01 'a' 11 00 02 61 'y' 00");
        await client.ExpectAsync("04 00000001 61 'y'", "06 03 01");
    }

    [Theory]
    [InlineData("01 'a' 12 00 01 05 00", "ac 46")]
    [InlineData("04 'a//b' 11 00 02 61 'x' 00", "ad 46")]
    [InlineData("01 'b' 10 00 02 61 'x' 00", "ae 46")]
    [InlineData("01 'b' 11 00 01 05 00", "6a")]
    [Trait("Rule", "TOPIC-31")]
    public async Task AddAndSet_Refused_AddsNothing(string request, string code)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await client.SendAsync($"00 7a 02 {request}");

        await client.ExpectErrorAsync(2, code);
        Server.Statistics.Topics.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-61")]
    public async Task Set_EqualValueTwice_IsPublishedTwiceInFull()
    {
        string text = new('x', 600);
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 02");

        for (int i = 0; i < 2; i++)
        {
            await client.SendAsync($"00 76 03 01 'a' 11 db04 79 0258 '{text}' 00");
            await client.ExpectAsync($"04 00000001 79 0258 '{text}'", "06 03");
        }
    }

    [Theory]
    [InlineData("11", "02 61 'x'", "61 'x'")]
    [InlineData("12", "01 05", "05")]
    [InlineData("13", "09 fb 3ff8000000000000", "fb 3ff8000000000000")]
    [Trait("Rule", "TOPIC-53")]
    public async Task Set_NullOnScalar_TakesTheValueAway(string type, string value, string sent)
    {
        RawClient client = await ConnectAsync();
        RawClient late = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {type} 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {type} 00", "06 02");

        await client.SendAsync($"00 76 03 01 'a' {type} {value} 00");
        await client.ExpectAsync($"04 00000001 {sent}", "06 03");
        await client.SendAsync($"00 76 04 01 'a' {type} 01 f6 00");
        await client.ExpectAsync("04 00000001 f6", "06 04");
        await late.SendAsync("00 03 01 02 '>a' 00");

        await late.ExpectAsync($"00 57 01 01 01 'a' {type} 00", "06 01");
    }

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public async Task Set_DontRetainValue_IsPublishedAndForgotten()
    {
        RawClient client = await ConnectAsync();
        RawClient late = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 01 11 'DONT_RETAIN_VALUE' 04 'true'", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 01 11 'DONT_RETAIN_VALUE' 04 'true'", "06 02");

        await client.SendAsync("00 76 03 01 'a' 11 02 61 'x' 00");
        await client.ExpectAsync("04 00000001 61 'x'", "06 03");
        await late.SendAsync("00 03 01 02 '>a' 00");

        await late.ExpectAsync("00 57 01 01 01 'a' 11 01 11 'DONT_RETAIN_VALUE' 04 'true'", "06 01");
    }
}
