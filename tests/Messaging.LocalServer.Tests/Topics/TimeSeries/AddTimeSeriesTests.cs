using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class AddTimeSeriesTests : TimeSeriesTest
{
    [Theory]
    [InlineData("04 'json'")]
    [InlineData("06 'string'")]
    [InlineData("05 'int64'")]
    [InlineData("06 'double'")]
    [InlineData("06 'binary'")]
    [Trait("Rule", "TOPIC-72")]
    public async Task Add_EachEventValueType_CreatesTopic(string type)
    {
        await AddAsync($"10 01 {ValueType} {type}");

        Server.Statistics.Topics.Should().Be(1);
    }

    [Theory]
    [InlineData("10 00", "needs the property TIME_SERIES_EVENT_VALUE_TYPE: one of json, string, int64, double, binary")]
    [InlineData($"10 01 {ValueType} 04 'JSON'", "TIME_SERIES_EVENT_VALUE_TYPE is 'JSON' and must be one of json")]
    [InlineData($"10 01 {ValueType} 09 'record_v2'", "is 'record_v2' and must be one of json")]
    [InlineData($"10 02 {ValueType} 04 'json' {RetainedRange} 07 'limit 0'", "TIME_SERIES_RETAINED_RANGE is not valid: 'limit 0'")]
    [InlineData($"10 02 {ValueType} 04 'json' {RetainedRange} 00", "TIME_SERIES_RETAINED_RANGE is not valid: ''")]
    [InlineData($"10 02 {ValueType} 04 'json' {SubscriptionRange} 08 'last 10x'", "TIME_SERIES_SUBSCRIPTION_RANGE is not valid: 'last 10x'")]
    [Trait("Rule", "TOPIC-07")]
    [Trait("Rule", "TOPIC-81")]
    public async Task Add_BadProperty_Answers9006AndSaysWhatIsWrong(string specification, string problem)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 70 01 01 'a' {specification}");

        (await client.ExpectErrorAsync(1, "ae 46")).Should().Contain(problem);
        Server.Statistics.Topics.Should().Be(0);
    }

    [Theory]
    [InlineData("07 'LIMIT 5'")]
    [InlineData("08 'last 10s'")]
    [InlineData("10 'last 10S limit 5'")]
    [InlineData("0f 'limit 5 last 1d'")]
    [Trait("Rule", "TOPIC-81")]
    public async Task Add_RangeExpressions_CreateTopic(string range)
    {
        await AddAsync($"10 03 {ValueType} 04 'json' {RetainedRange} {range} {SubscriptionRange} {range}");

        Server.Statistics.Topics.Should().Be(1);
    }
}
