using System.Globalization;
using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

/// <summary>Base of tests with time series: a clock that stands at 1700000000123, and the texts that they all send.</summary>
public abstract class TimeSeriesTest : ServerTest
{
    /// <summary>1700000000123 as the clock's events carry it, and the same one and five milliseconds later.</summary>
    protected const string T0 = "fbd095ffbc31";
    protected const string T1 = "fcd095ffbc31";
    protected const string T5 = "80d195ffbc31";

    protected const string ValueType = "1c 'TIME_SERIES_EVENT_VALUE_TYPE'";
    protected const string RetainedRange = "1a 'TIME_SERIES_RETAINED_RANGE'";
    protected const string SubscriptionRange = "1e 'TIME_SERIES_SUBSCRIPTION_RANGE'";
    protected const string ValuesOnly = "13 'PUBLISH_VALUES_ONLY' 04 'true'";

    /// <summary>A time series of strings that keeps ten events and gives new subscribers all of them.</summary>
    protected const string AllStrings = $"10 02 {ValueType} 06 'string' {SubscriptionRange} 08 'limit 10'";

    private protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123));

    protected override void Configure(LocalServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TimeProvider = Clock;
        options.SystemPingPeriod = TimeSpan.Zero;   // the clock jumps
    }

    /// <summary>Opens a session and adds the topic a.</summary>
    private protected async Task<RawClient> AddAsync(string specification = AllStrings)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {specification}", "06 01 00");
        return client;
    }

    /// <summary>Appends strings of one letter to the topic a.</summary>
    private protected static async Task AppendAsync(RawClient client, string letters, int first = 0)
    {
        for (int i = 0; i < letters.Length; i++)
        {
            await client.RequestAsync($"00 63 02 01 'a' 06 'string' 02 61 '{letters[i]}'", $"06 02 {Hex(first + i)} {T0} 00");
        }
    }

    /// <summary>A small number in a byte.</summary>
    protected static string Hex(int number) => number.ToString("x2", CultureInfo.InvariantCulture);
}
