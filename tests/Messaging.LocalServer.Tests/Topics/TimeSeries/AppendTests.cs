using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class AppendTests : TimeSeriesTest
{
    [Theory]
    [InlineData("04 'json'", "05 a1 61 'x' 6161")]
    [InlineData("06 'string'", "03 62 'hi'")]
    [InlineData("05 'int64'", "01 05")]
    [InlineData("06 'double'", "09 fb 3ff8000000000000")]
    [InlineData("06 'binary'", "03 'abc'")]
    [InlineData("06 'binary'", "00")]
    [Trait("Rule", "TOPIC-70")]
    [Trait("Rule", "TOPIC-71")]
    [Trait("Rule", "TOPIC-73")]
    public async Task Append_ValueOfItsType_ReachesSubscriberAndAnswersMetadata(string type, string value)
    {
        RawClient client = await AddAsync($"10 01 {ValueType} {type}");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' 10 01 {ValueType} {type}", "06 02");

        await client.SendAsync($"00 63 03 01 'a' {type} {value}");

        await client.ExpectAsync($"04 00000001 00 00 {T0} 00 {value}", $"06 03 00 {T0} 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-70")]
    public async Task Append_OfNamedPrincipal_CarriesHimAsAuthor()
    {
        await AddAsync();
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {AllStrings}", "06 02");

        await client.SendAsync("00 63 03 01 'a' 06 'string' 02 61 'x'");

        await client.ExpectAsync($"04 00000001 00 00 {T0} 06 'client' 02 61 'x'", $"06 03 00 {T0} 06 'client'");
    }

    [Fact]
    [Trait("Rule", "TOPIC-70")]
    public async Task Append_ClockStepsBack_RepeatsTheLastTime()
    {
        RawClient client = await AddAsync();
        Clock.AdjustTime(DateTimeOffset.FromUnixTimeMilliseconds(1700000000124));
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'x'", $"06 02 00 {T1} 00");

        Clock.AdjustTime(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123));
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'y'", $"06 02 01 {T1} 00");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'z'", $"06 02 02 {T1} 00");

        Clock.AdjustTime(DateTimeOffset.FromUnixTimeMilliseconds(1700000000128));
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'y'", $"06 02 03 {T5} 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    [Trait("Rule", "TOPIC-83")]
    public async Task AppendWithTimestamp_NotBeforeTheLatest_IsTakenAndRaisesTheFloor()
    {
        RawClient client = await AddAsync();

        await client.RequestAsync("00 a601 02 01 'a' 06 'string' 02 61 'x' 05", "06 02 00 05 00");
        await client.RequestAsync("00 a601 02 01 'a' 06 'string' 02 61 'x' 05", "06 02 01 05 00");
        await client.SendAsync("00 a601 02 01 'a' 06 'string' 02 61 'x' 04");
        (await client.ExpectErrorAsync(2, "6a")).Should().Contain("The timestamp 4 is before that of the latest event of a, 5.");
        await client.RequestAsync($"00 a601 02 01 'a' 06 'string' 02 61 'x' {T5}", $"06 02 02 {T5} 00");
        await client.RequestAsync("00 63 02 01 'a' 06 'string' 02 61 'y'", $"06 02 03 {T5} 00");
        Server.Statistics.RetainedEvents.Should().Be(4);
    }

    [Theory]
    [InlineData("63", "01 'b' 06 'string' 02 61 'x'", "aa 46", "'b'")]
    [InlineData("63", "01 'v' 06 'string' 02 61 'x'", "6c", "is no time series")]
    [InlineData("63", "01 'a' 04 'json' 02 61 'x'", "6c", "takes string values and no 'json' value")]
    [InlineData("63", "01 'a' 06 'STRING' 02 61 'x'", "6c", "no 'STRING' value")]
    [InlineData("63", "01 'a' 06 'string' 01 05", "6a", "Not a String value")]
    [InlineData("63", "01 'a' 06 'string' 00", "6a", "Not a String value")]
    [InlineData("a601", "01 'b' 06 'string' 02 61 'x' 01", "aa 46", "'b'")]
    [InlineData("a601", "01 'v' 06 'string' 02 61 'x' 01", "6c", "is no time series")]
    [InlineData("a601", "01 'a' 04 'json' 02 61 'x' 01", "6c", "no 'json' value")]
    [InlineData("a601", "01 'a' 06 'string' 03 61 6178 01", "6a", "Not a String value")]
    [InlineData("64", "01 'b' 06 'string' 00 02 61 'x'", "aa 46", "'b'")]
    [InlineData("64", "01 'v' 06 'string' 00 02 61 'x'", "6c", "is no time series")]
    [InlineData("64", "01 'a' 04 'json' 00 02 61 'x'", "6c", "no 'json' value")]
    [InlineData("64", "01 'a' 06 'string' 00 01 05", "6a", "Not a String value")]
    [InlineData("54", "01 'b' 00 0000 0003 0000 0003 05", "aa 46", "'b'")]
    [InlineData("54", "01 'v' 00 0000 0003 0000 0003 05", "6c", "is no time series")]
    [Trait("Rule", "TOPIC-83")]
    public async Task Request_ThatDoesNotFit_IsRefusedWithAReason(string service, string body, string code, string reason)
    {
        RawClient client = await AddAsync();
        await client.RequestAsync("00 70 01 01 'v' 11 00", "06 01 00");
        await AppendAsync(client, "o");

        await client.SendAsync($"00 {service} 03 {body}");

        (await client.ExpectErrorAsync(3, code)).Should().Contain(reason);
        await client.RequestAsync("00 38 02", "06 02");
        Server.Statistics.RetainedEvents.Should().Be(1);
    }
}
