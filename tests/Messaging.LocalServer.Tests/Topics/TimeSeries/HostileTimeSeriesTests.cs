using CsCheck;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

/// <summary>Requests that begin well and go on at random: each is answered, and the series stays what it is.</summary>
public sealed class HostileTimeSeriesTests : TimeSeriesTest
{
    [Theory]
    [InlineData("63", "01 'a' 06 'string'")]
    [InlineData("64", "01 'a' 06 'string'")]
    [InlineData("a601", "01 'a' 06 'string'")]
    [InlineData("54", "01 'a'")]
    [InlineData("54", "01 'a' 00")]
    [InlineData("54", "01 'a' 02 0000 0003")]
    [Trait("Rule", "WIRE-24")]
    [Trait("Rule", "TOPIC-83")]
    public async Task RandomEndOfRequest_IsAnsweredAndTheSeriesGoesOn(string service, string start)
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "ab");
        List<byte[]> ends = [];

        // Small bytes make numbers that fit; the others make those that do not.
        Gen<byte> item = Gen.Select(Gen.Bool, Gen.Byte, (small, value) => small ? (byte)(value % 9) : value);
        item.Array[0, 40].Sample(ends.Add, iter: 300, threads: 1, seed: "0N0XIzNsQ0O2");

        foreach (byte[] end in ends)
        {
            await client.SendAsync([.. Notation.Bytes($"00 {service} 05 {start}"), .. end]);
            (await client.ReceiveAsync()).Payload[..2].Should().Match<byte[]>(answer => answer[0] == 6 || answer[0] == 7).And.HaveElementAt(1, 5);
        }

        Log.Records.Should().NotContain(record => record.EventId.Name == "ServiceFailed");
        await client.SendAsync("00 63 06 01 'a' 06 'string' 02 61 'z'");
        (await client.ReceiveAsync()).Payload[..2].Should().Equal(6, 6);
    }

    [Theory]
    [InlineData("00 ffffffffffffffff7f 01 0003 0000 0003 05", "00 00")]
    [InlineData("00 ffffffffffffffff7f 03 ffffffffffffffff7f 05 0000 0003 05", "02 02")]
    [InlineData("01 ffffffffffffffff7f 04 ffffffffffffffff7f 06 0000 0003 05", "02 02")]
    [InlineData("01 ffffffffffffffff7f 02 ffffffffffffffff7f 06 0000 0003 05", "00 00")]
    [InlineData("02 8080808080808080 8001 02 ffffffffffffffff7f 08 0000 0003 05", "00 00")]
    [InlineData("00 0000 ffffffffffffffff7f 05 ffffffffffffffff7f 02 0000 05", "02 02")]
    [Trait("Rule", "TOPIC-79")]
    public async Task Query_NumbersAtBothEndsOfTheirRange_DoNotOverflow(string query, string counts)
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "ab");

        await client.SendAsync($"00 54 03 01 'a' {query}");

        string events = counts == "02 02" ? $"00 00 {T0} 00 02 61 'a' 00 01 {T0} 00 02 61 'b'" : "";
        await client.ExpectAsync($"06 03 06 'string' {counts} {events}");
    }
}
