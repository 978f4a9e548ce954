using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

[Trait("Rule", "TOPIC-36")]
public sealed class FetchTests : ServerTest
{
    private const string Max = "ffffffff07";
    private const string AllTypes = "80807f";

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    public async Task Fetch_Nothing_IsEmpty()
    {
        RawClient client = await ConnectAsync();

        // The vector fetch_plain_request, and its answer.
        await client.RequestAsync(
            $"00 75 7a 07 '?Chat//' 00 00 {AllTypes} 00 00 {Max} {Max} {Max} {Max} 00 00",
            "06 7a 01 00 00 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    [Trait("Rule", "TOPIC-38")]
    public async Task Fetch_WithEverything_HasValuesPropertiesSizes()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 7a 01 01 'a' 11 01 01 'k' 01 'v' 02 61 'x' 00", "06 01 00");
        await client.RequestAsync("00 70 02 01 'b' 12 01 01 'k' 01 'v'", "06 02 00");

        await client.RequestAsync(
            $"00 75 03 05 '?.*//' 00 00 {AllTypes} 01 01 {Max} {Max} {Max} {Max} 00 01",
            "06 03 02 00 01 01 'k' 01 'v' 02 01 'a' 11 01 02 61 'x' 01 01 02 01 'b' 12 00 01 00 00");
    }

    /// <summary>From, to, types, limit, deep branches, the paths that come back, and whether there are more.</summary>
    public static TheoryData<string, string, string, string, string, string, bool> Cases => new()
    {
        { "00", "00", AllTypes, Max, $"{Max} {Max}", "a a/b a/c a/c/x a/c/y a/d a/e b b/a/x b/b/x c", false },
        { "01 05 'a/c/y' 01", "01 05 'b/a/x' 01", AllTypes, Max, $"{Max} {Max}", "a/c/y a/d a/e b b/a/x", false },
        { "01 05 'a/c/y' 00", "01 05 'b/a/x' 00", AllTypes, Max, $"{Max} {Max}", "a/d a/e b", false },
        { "01 03 'a/f' 01", "00", AllTypes, Max, $"{Max} {Max}", "b b/a/x b/b/x c", false },
        { "00", "00", AllTypes, "03", $"{Max} {Max}", "a a/b a/c", true },
        { "00", "00", AllTypes, "0b", $"{Max} {Max}", "a a/b a/c a/c/x a/c/y a/d a/e b b/a/x b/b/x c", false },
        { "00", "00", AllTypes, "00", $"{Max} {Max}", "", true },
        { "00", "00", AllTypes, "fdffffff0f", $"{Max} {Max}", "b/a/x b/b/x c", true },
        { "00", "01 01 'b' 00", AllTypes, "feffffff0f", $"{Max} {Max}", "a/d a/e", true },
        { "00", "00", "808010", Max, $"{Max} {Max}", "c", false },
        { "00", "00", AllTypes, Max, "01 01", "a b c", false },
        { "00", "00", AllTypes, Max, "03 00", "a a/b a/c a/d a/e b c", false },
        { "00", "00", AllTypes, Max, "02 01", "a a/b a/c a/d a/e b b/a/x b/b/x c", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fetch_RangeAndLimits_GivesThesePaths(string from, string to, string types, string limit, string deep, string paths, bool hasMore)
    {
        RawClient client = await ConnectAsync();
        foreach (string path in new[] { "b/b/x", "a/c/y", "a", "a/e", "b", "a/c", "a/c/x", "b/a/x", "a/b", "a/d" })
        {
            await client.RequestAsync($"00 70 01 0{path.Length} '{path}' 11 00", "06 01 00");
        }

        await client.RequestAsync("00 70 01 01 'c' 12 00", "06 01 00");

        await client.SendAsync($"00 75 02 05 '?.*//' {from} {to} {types} 00 00 {limit} {Max} {deep} 00 00");

        string[] expected = paths.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string results = string.Concat(expected.Select(path => $"0{path.Length} '{path}' {(path == "c" ? "12" : "11")} 00 00 00 "));
        await client.ExpectAsync($"06 02 01 00 {expected.Length:x2} {results} {(hasMore ? "01" : "00")}");
    }

    [Fact]
    public async Task Fetch_MaximumResultSize_CutsOffAndSaysSo()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 7a 01 01 'a' 11 00 02 61 'x' 00", "06 01 00");
        await client.RequestAsync($"00 7a 02 01 'b' 11 00 db04 79 0258 '{new string('y', 600)}' 00", "06 02 00");

        await client.RequestAsync(
            $"00 75 03 05 '?.*//' 00 00 {AllTypes} 01 00 {Max} c801 {Max} {Max} 00 00",
            "06 03 01 00 01 01 'a' 11 01 02 61 'x' 00 00 01");
    }

    [Fact]
    public async Task Fetch_BadSelector_Answers106()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 75 01 00 00 00 {AllTypes} 00 00 {Max} {Max} {Max} {Max} 00 00");

        await client.ExpectErrorAsync(1, "6a");
    }
}
