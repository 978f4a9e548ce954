using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class SubscriptionModelTests : TimeSeriesTest
{
    private const int Rounds = 150;

    [Fact]
    [Trait("Rule", "TOPIC-81")]
    [Trait("Rule", "TOPIC-82")]
    public async Task Select_RandomSeriesAndRanges_GetsWhatTheReferenceSays()
    {
        RawClient client = await ConnectAsync();
        Random random = new(20261123);
        for (int round = 0; round < Rounds; round++)
        {
            int? retained = random.Next(2) == 0 ? random.Next(1, 12) : null;
            int? limit = random.Next(3) > 0 ? random.Next(1, 12) : null;
            int? last = limit is null || random.Next(2) == 0 ? random.Next(1, 12) : null;
            bool valuesOnly = random.Next(3) == 0;
            string range = $"{(limit is null ? "" : $"limit {limit}")} {(last is null ? "" : $"last {last}ms")}";
            ReferenceSeries reference = new(retained ?? 10, lastMilliseconds: null);
            await AddAsync(client, $"limit {retained ?? 10}", range, valuesOnly);
            await AppendAsync(client, reference, random);

            SeriesReader reader = new(client);
            await client.SendAsync("00 03 03 02 '>a' 00");
            await reader.ReadAnswerAsync();

            reader.Events.Select(received => received.Metadata.Sequence).Should().Equal(
                reference.Items.Count == 0 ? [] : reference.Initial(limit, last, valuesOnly),
                "round {0}: {1}, values only {2}", round, range, valuesOnly);
            await client.SendAsync("00 04 03 02 '>a' 00");
            await reader.ReadAnswerAsync();
            await client.RequestAsync("00 53 04 02 '>a'", "06 04 01");
        }
    }

    private async Task AppendAsync(RawClient client, ReferenceSeries reference, Random random)
    {
        for (int i = random.Next(0, 20); i > 0; i--)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 4)));
            List<ReferenceSeries.Item> originals = reference.Items.FindAll(item => item.Original == item.Sequence);
            long? original = originals.Count > 0 && random.Next(2) == 0 ? originals[random.Next(originals.Count)].Sequence : null;
            reference.Append(Clock.GetUtcNow().ToUnixTimeMilliseconds(), original);
            await client.SendAsync(original is { } edited
                ? $"00 64 05 01 'a' 06 'string' {Hex((int)edited)} 02 61 'e'"
                : "00 63 05 01 'a' 06 'string' 02 61 'o'");
            (await client.ReceiveAsync()).Payload[..3].Should().Equal(6, 5, (byte)(reference.Next - 1));
        }
    }

    private static Task AddAsync(RawClient client, string retained, string range, bool valuesOnly)
    {
        string property = $"{ValueType} 06 'string' {RetainedRange} {Text(retained)} {SubscriptionRange} {Text(range)}";
        return client.RequestAsync($"00 70 01 01 'a' 10 {(valuesOnly ? "04" : "03")} {property} {(valuesOnly ? ValuesOnly : "")}", "06 01 00");
    }

    private static string Text(string text) => $"{Hex(Encoding.UTF8.GetByteCount(text))} '{text}'";
}
