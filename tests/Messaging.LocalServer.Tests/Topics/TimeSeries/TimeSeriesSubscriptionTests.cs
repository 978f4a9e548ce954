using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Trait("Rule", "TOPIC-82")]
public sealed class TimeSeriesSubscriptionTests : TimeSeriesTest
{
    [Theory]
    [InlineData($"10 01 {ValueType} 06 'string'", "2 'c'")]
    [InlineData($"10 02 {ValueType} 06 'string' {ValuesOnly}", "")]
    [InlineData($"10 02 {ValueType} 06 'string' {SubscriptionRange} 07 'limit 2'", "1 'b', 2 'c'")]
    [InlineData($"10 02 {ValueType} 06 'string' {SubscriptionRange} 09 'limit 100'", "0 'a', 1 'b', 2 'c'")]
    [InlineData($"10 03 {ValueType} 06 'string' {SubscriptionRange} 07 'limit 2' {ValuesOnly}", "1 'b', 2 'c'")]
    [InlineData($"10 02 {ValueType} 06 'string' {SubscriptionRange} 07 'last 1h'", "0 'a', 1 'b', 2 'c'")]
    [InlineData($"10 03 {ValueType} 06 'string' {RetainedRange} 07 'limit 2' {SubscriptionRange} 07 'last 1h'", "1 'b', 2 'c'")]
    public async Task Select_GetsTheSubscriptionRangeBetweenNotificationAndAnswer(string specification, string events)
    {
        RawClient client = await AddAsync(specification);
        await AppendAsync(client, "abc");

        await client.SendAsync("00 03 03 02 '>a' 00");

        await client.ExpectAsync($"00 57 01 01 01 'a' {specification}");
        foreach (string[] expected in events.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')))
        {
            await client.ExpectAsync($"04 00000001 00 0{expected[0]} {T0} 00 02 61 {expected[1]}");
        }

        await client.ExpectAsync("06 03");
        await client.SendAsync("00 63 04 01 'a' 06 'string' 02 61 'd'");
        await client.ExpectAsync($"04 00000001 00 03 {T0} 00 02 61 'd'", $"06 04 03 {T0} 00");
    }

    [Fact]
    public async Task Select_SeriesWithEdits_GetsOriginalsAndTheirLatestEdits()
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "AB");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'X'", $"06 02 02 {T0} 00");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'Y'", $"06 02 03 {T0} 00");

        await client.SendAsync("00 03 03 02 '>a' 00");

        await client.ExpectAsync(
            $"00 57 01 01 01 'a' {AllStrings}",
            $"04 00000001 00 00 {T0} 00 02 61 'A'",
            $"04 00000001 00 01 {T0} 00 02 61 'B'",
            $"04 00000001 01 00 {T0} 00 03 {T0} 00 02 61 'Y'",
            "06 03");
    }

    [Fact]
    public async Task Select_LatestIsEditOfOlderOriginal_GetsItAsBaseOfDeltas()
    {
        const string Specification = $"10 02 {ValueType} 06 'string' {SubscriptionRange} 07 'limit 2'";
        RawClient client = await AddAsync(Specification);
        await AppendAsync(client, "AB");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'X'", $"06 02 02 {T0} 00");

        await client.SendAsync("00 03 03 02 '>a' 00");

        await client.ExpectAsync(
            $"00 57 01 01 01 'a' {Specification}",
            $"04 00000001 00 01 {T0} 00 02 61 'B'",
            $"04 00000001 01 00 {T0} 00 02 {T0} 00 02 61 'X'",
            "06 03");
    }

    [Fact]
    public async Task Select_ValuesOnlyAndEditOfOlderOriginal_LeavesItOut()
    {
        const string Specification = $"10 03 {ValueType} 06 'string' {SubscriptionRange} 07 'limit 2' {ValuesOnly}";
        RawClient client = await AddAsync(Specification);
        await AppendAsync(client, "AB");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'X'", $"06 02 02 {T0} 00");

        await client.SendAsync("00 03 03 02 '>a' 00");

        await client.ExpectAsync($"00 57 01 01 01 'a' {Specification}", $"04 00000001 00 01 {T0} 00 02 61 'B'", "06 03");
    }

    [Fact]
    public async Task Select_ByDuration_CountsBackFromTheLatestEventNotFromNow()
    {
        const string Specification = $"10 02 {ValueType} 06 'string' {SubscriptionRange} 08 'last 4ms'";
        RawClient client = await AddAsync(Specification);
        await AppendAsync(client, "A");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'B'", $"06 02 01 {T1} 00");
        Clock.Advance(TimeSpan.FromMilliseconds(4));
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'C'", $"06 02 02 {T5} 00");
        Clock.Advance(TimeSpan.FromHours(1));

        await client.SendAsync("00 03 03 02 '>a' 00");

        await client.ExpectAsync(
            $"00 57 01 01 01 'a' {Specification}",
            $"04 00000001 00 01 {T1} 00 02 61 'B'",
            $"04 00000001 00 02 {T5} 00 02 61 'C'",
            "06 03");
    }

    [Fact]
    public async Task Remove_TimeSeries_NotifiesAndLetsGoOfItsEvents()
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "A");
        await client.SendAsync("00 03 03 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {AllStrings}", $"04 00000001 00 00 {T0} 00 02 61 'A'", "06 03");

        await client.RequestAsync("00 53 04 02 '>a'", "00 2a 02 01 02");
        await client.ExpectAsync("06 04 01");

        await ShouldBeEmptyAfterClosingAsync(client);
    }
}
