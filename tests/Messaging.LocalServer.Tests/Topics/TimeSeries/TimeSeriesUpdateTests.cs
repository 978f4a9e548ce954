using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Trait("Rule", "TOPIC-75")]
public sealed class TimeSeriesUpdateTests : TimeSeriesTest
{
    [Fact]
    public async Task Set_TypeOfTheValue_Appends()
    {
        RawClient client = await AddAsync();
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {AllStrings}", "06 02");

        await client.SendAsync("00 76 03 01 'a' 11 02 61 'x' 00");
        await client.ExpectAsync($"04 00000001 00 00 {T0} 00 02 61 'x'", "06 03");
        await client.SendAsync("00 76 04 01 'a' 11 02 61 'x' 00");
        await client.ExpectAsync($"04 00000001 00 01 {T0} 00 02 61 'x'", "06 04");
    }

    [Fact]
    public async Task AddAndSet_NewThenExisting_CreatesThenAppends()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await client.RequestAsync("00 03 01 02 '>a' 00", "06 01");

        await client.SendAsync($"00 7a 02 01 'a' {AllStrings} 02 61 'x' 05");
        await client.ExpectAsync($"00 57 01 01 01 'a' {AllStrings}", $"04 00000001 00 00 {T0} 06 'client' 02 61 'x'", "06 02 00");
        await client.SendAsync($"00 7a 03 01 'a' {AllStrings} 02 61 'y' 00");
        await client.ExpectAsync($"04 00000001 00 01 {T0} 06 'client' 02 61 'y'", "06 03 01");
    }

    [Theory]
    [InlineData("76", "01 'a' 10 02 61 'x' 00", "6c")]
    [InlineData("76", "01 'a' 0f 02 61 'x' 00", "6c")]
    [InlineData("76", "01 'a' 11 01 05 00", "6a")]
    [InlineData("7a", "01 'b' 10 00 02 61 'x' 00", "ae46")]
    [InlineData("7a", $"01 'b' {AllStrings} 01 05 00", "6a")]
    [InlineData("7a", "01 'a' 11 00 02 61 'x' 00", "ac46")]
    public async Task Update_Refused_AppendsNothing(string service, string body, string code)
    {
        RawClient client = await AddAsync();

        await client.SendAsync($"00 {service} 02 {body}");

        await client.ExpectErrorAsync(2, code);
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Topics == 1 && held.RetainedEvents == 0);
    }

    /// <summary>Constraint, whether it holds for no event, whether it holds for the latest value "b" of the series a, b.</summary>
    [Theory]
    [InlineData("03", true, false)]
    [InlineData("05", false, false)]
    [InlineData("02 01 04 02 61 'b'", false, true)]
    [InlineData("02 01 04 02 61 'a'", false, false)]
    [InlineData("02 02 01 02 61 'b'", false, true)]
    [InlineData("07 03 02 02 01 02 61 'b'", true, true)]
    [Trait("Rule", "TOPIC-33")]
    public async Task Set_WithConstraint_AsksTheLatestEventsValue(string constraint, bool holdsWithoutEvent, bool holdsForLatest)
    {
        RawClient client = await AddAsync();

        await client.SendAsync($"00 76 03 01 'a' 11 02 61 'x' {constraint}");
        await ExpectAsync(client, holdsWithoutEvent);
        await AppendAsync(client, "ab", holdsWithoutEvent ? 1 : 0);
        await client.SendAsync($"00 76 03 01 'a' 11 02 61 'x' {constraint}");
        await ExpectAsync(client, holdsForLatest);
    }

    [Fact]
    [Trait("Rule", "TOPIC-33")]
    public async Task Set_WithPartialJsonConstraint_LooksIntoTheLatestEvent()
    {
        RawClient client = await AddAsync($"10 01 {ValueType} 04 'json'");
        await client.RequestAsync("00 76 03 01 'a' 0f 04 a1 61 'n' 05 00", "06 03");

        await client.RequestAsync("00 76 03 01 'a' 0f 04 a1 61 'n' 06 06 01 02 '/n' 02 02 01 05 00", "06 03");
        await client.SendAsync("00 76 03 01 'a' 0f 04 a1 61 'n' 07 06 01 02 '/n' 02 02 01 05 00");
        await client.ExpectErrorAsync(3, "b446");
    }

    [Fact]
    [Trait("Rule", "TOPIC-36")]
    [Trait("Rule", "TOPIC-38")]
    [Trait("Rule", "TOPIC-72")]
    public async Task Fetch_TimeSeries_HasTheLatestEventAndTheSizesOfAll()
    {
        const string Fetch = "75 03 02 '>a' 00 00 80807f 01 01 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 01";
        const string Properties = $"{ValueType} 06 'string' {SubscriptionRange} 08 'limit 10'";
        RawClient client = await AddAsync();
        await client.RequestAsync($"00 {Fetch}", $"06 03 02 00 02 {Properties} 01 01 'a' 10 00 01 00 00");

        await AppendAsync(client, "ab");

        // An event of 12 bytes, two of them, 24 in all.
        await client.RequestAsync($"00 {Fetch}", $"06 03 02 00 02 {Properties} 01 01 'a' 10 01 0c 00 01 {T0} 00 02 61 'b' 01 02 0c 02 18 00");
    }

    private static async Task ExpectAsync(RawClient client, bool holds)
    {
        if (holds)
        {
            await client.ExpectAsync("06 03");
        }
        else
        {
            await client.ExpectErrorAsync(3, "b446");
        }
    }
}
