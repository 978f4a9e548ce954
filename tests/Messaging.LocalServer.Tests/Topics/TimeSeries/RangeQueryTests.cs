using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Trait("Rule", "TOPIC-76")]
[Trait("Rule", "TOPIC-78")]
public sealed class RangeQueryTests : TimeSeriesTest
{
    private const string All = "0000 0003";
    private const string NoLimit = "ffffffffffffff0f";

    private static readonly string[] Events =
    [
        $"00 00 {T0} 00 02 61 'A'",
        $"00 01 {T0} 00 02 61 'B'",
        $"01 00 {T0} 00 02 {T0} 00 02 61 'X'",
        $"01 00 {T0} 00 03 {T0} 00 02 61 'Y'",
    ];

    // The series of the typings: A and B, then A edited to X and to Y.
    [Theory]
    [InlineData("00", All, All, NoLimit, 2, "3 1")]
    [InlineData("01", All, All, NoLimit, 4, "0 1 2 3")]
    [InlineData("02", All, All, NoLimit, 3, "0 1 3")]
    [InlineData("01", All, All, "02", 4, "2 3")]
    [InlineData("01", All, All, "00", 4, "")]
    [InlineData("00", "0000 0000", All, NoLimit, 0, "")]
    [InlineData("00", "0001 0000", All, NoLimit, 1, "3")]
    [InlineData("00", "0000 0001", All, NoLimit, 1, "3")]
    [InlineData("00", "0103 0003", All, NoLimit, 1, "1")]
    [InlineData("01", "0303 0003", All, NoLimit, 1, "1")]
    [InlineData("00", "0000 0105", All, NoLimit, 1, "3")]
    [InlineData("00", All, "0201 0003", NoLimit, 1, "3")]
    [InlineData("01", All, "0101 0201", NoLimit, 2, "1 2")]
    [InlineData("00", All, "0101 0201", NoLimit, 2, "2 1")]
    [Trait("Rule", "TOPIC-79")]
    [Trait("Rule", "TOPIC-80")]
    public async Task Query_OfTheTypingsExample(string kind, string view, string edits, string limit, int selected, string expected)
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "AB");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'X'", $"06 02 02 {T0} 00");
        await client.RequestAsync("00 64 02 01 'a' 06 'string' 00 02 61 'Y'", $"06 02 03 {T0} 00");
        int[] events = [.. expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        await client.SendAsync($"00 54 03 01 'a' {kind} {view} {edits} {limit}");

        await client.ExpectAsync($"06 03 06 'string' {Hex(selected)} {Hex(events.Length)} {string.Concat(events.Select(i => Events[i]))}");
    }

    [Fact]
    public async Task Query_EmptySeries_IsEmpty()
    {
        RawClient client = await AddAsync();

        await client.RequestAsync($"00 54 03 01 'a' 00 0a03 0003 {All} {NoLimit}", "06 03 06 'string' 00 00");
    }

    [Theory]
    [InlineData("00 ffffffffffffffffff01 01 0003 0000 0003 05")]
    [InlineData("00 ffffffffffffffffff01 03 0003 0000 0003 05")]
    [InlineData("00 ffffffffffffffffff01 04 0003 0000 0003 05")]
    [InlineData("00 0000 ffffffffffffffffff01 05 0000 0003 05")]
    [InlineData("00 0000 0003 0000 ffffffffffffffffff01 08 05")]
    [InlineData("00 0000 0003 0000 0003 ffffffffffffffffff01")]
    [InlineData("03 0000 0003 0000 0003 05")]
    [InlineData("00 0005 0003 0000 0003 05")]
    [InlineData("00 0000 0009 0000 0003 05")]
    [InlineData("00 0000 0003 0000")]
    [Trait("Rule", "TOPIC-83")]
    public async Task Query_ThatMakesNoSense_Answers106(string query)
    {
        RawClient client = await AddAsync();
        await AppendAsync(client, "A");

        await client.SendAsync($"00 54 03 01 'a' {query}");

        await client.ExpectErrorAsync(3, "6a");
        await client.RequestAsync("00 38 02", "06 02");
    }
}
