using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class EditTests : TimeSeriesTest
{
    [Fact]
    [Trait("Rule", "TOPIC-71")]
    [Trait("Rule", "TOPIC-74")]
    public async Task Edit_Original_IsAnEventOfItsOwnWithBothMetadata()
    {
        RawClient author = await AddAsync();
        await AppendAsync(author, "o");
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {AllStrings}", $"04 00000001 00 00 {T0} 00 02 61 'o'", "06 02");
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        await client.SendAsync("00 64 03 01 'a' 06 'string' 00 02 61 'e'");

        await client.ExpectAsync($"04 00000001 01 00 {T0} 00 01 {T1} 06 'client' 02 61 'e'", $"06 03 01 {T1} 06 'client'");
    }

    [Theory]
    [InlineData("01", "it is an edit")]
    [InlineData("02", "it was never")]
    [InlineData("ffffffffffffffffff01", "it is negative")]
    [InlineData("ffffffffffffffff7f", "it is far off")]
    [Trait("Rule", "TOPIC-74")]
    [Trait("Rule", "TOPIC-83")]
    public async Task Edit_NoSuchOriginal_Answers9013(string sequence, string because)
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "o");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'e'", $"06 02 01 {T0} 00");

        await client.SendAsync($"00 64 03 01 'a' 06 'string' {sequence} 02 61 'e'");

        (await client.ExpectErrorAsync(3, "b5 46")).Should().Contain("has no original event with the sequence number", because);
        Server.Statistics.RetainedEvents.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task Edit_OriginalNoLongerRetained_Answers9013()
    {
        RawClient client = await AddAsync($"10 02 {ValueType} 06 'string' {RetainedRange} 07 'limit 2'");
        await AppendAsync(client, "abc");

        await client.SendAsync("00 64 03 01 'a' 06 'string' 00 02 61 'e'");
        await client.ExpectErrorAsync(3, "b5 46");

        await client.RequestAsync("00 64 03 01 'a' 06 'string' 01 02 61 'e'", $"06 03 03 {T0} 00");
        Server.Statistics.RetainedEvents.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-74")]
    public async Task Edit_OriginalThatLeavesWithIt_IsTaken()
    {
        RawClient client = await AddAsync($"10 03 {ValueType} 06 'string' {RetainedRange} 07 'limit 1' {SubscriptionRange} 07 'limit 1'");
        await AppendAsync(client, "o");

        await client.RequestAsync("00 64 03 01 'a' 06 'string' 00 02 61 'e'", $"06 03 01 {T0} 00");

        // The edit is retained, but what it edits is not: no query finds it, and it cannot be edited again.
        await client.RequestAsync("00 54 04 01 'a' 02 0000 0003 0000 0003 05", "06 04 06 'string' 00 00");
        await client.SendAsync("00 64 05 01 'a' 06 'string' 00 02 61 'f'");
        await client.ExpectErrorAsync(5, "b5 46");
        await client.RequestAsync("00 63 06 01 'a' 06 'string' 02 61 'n'", $"06 06 02 {T0} 00");
    }
}
