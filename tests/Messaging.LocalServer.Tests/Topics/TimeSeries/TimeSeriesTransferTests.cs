using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

[Trait("Rule", "TOPIC-72")]
public sealed class TimeSeriesTransferTests : TimeSeriesTest
{
    private const string NoCompression = "/diffusion?ty=WB&v=29&ca=8&r=0&sp=%7B%7D";

    [Theory]
    [InlineData($"10 01 {ValueType} 06 'binary'", 3)]
    [InlineData($"10 02 {ValueType} 06 'binary' {SubscriptionRange} 07 'limit 2'", 3)]
    [InlineData($"10 02 {ValueType} 06 'binary' {ValuesOnly}", 0)]
    [Trait("Rule", "TOPIC-60")]
    [Trait("Rule", "TOPIC-82")]
    public async Task Append_LikeTheEventBefore_TravelsAsDeltaAlsoToThoseWhoJustJoined(string specification, int deltas)
    {
        RawClient client = await AddAsync(specification);
        await AppendBytesAsync(client, 700, 1);
        await AppendBytesAsync(client, 700, 2);
        await client.RequestAsync("00 64 02 01 'a' 06 'binary' 00 01 'e'", $"06 02 02 {T0} 00");
        RawClient subscriber = await ConnectAsync();
        SeriesReader reader = new(subscriber);
        await subscriber.SendAsync("00 03 03 02 '>a' 00");
        (await reader.ReadAnswerAsync()).Should().Equal(6, 3);

        // The first of them has a base of another kind, and no smaller form against it.
        for (int i = 3; i <= 6; i++)
        {
            await AppendBytesAsync(client, 700, (byte)i);
        }

        await reader.ReadUntilAsync(6);
        reader.Deltas.Should().Be(deltas);
        reader.Events.TakeLast(4).Select(received => received.Value.Span[^1]).Should().Equal(3, 4, 5, 6);
    }

    [Fact]
    [Trait("Rule", "TOPIC-60")]
    public async Task Append_NumberWithALongAuthor_TravelsWhole()
    {
        RawClient client = await AddAsync($"10 01 {ValueType} 05 'int64'");
        RawClient author = await ConnectAsync(RawClient.TargetFor(new string('n', 600), "password"));
        SeriesReader reader = new(client);
        await client.SendAsync("00 03 03 02 '>a' 00");
        await reader.ReadAnswerAsync();

        for (int i = 0; i < 2; i++)
        {
            await author.SendAsync("00 63 02 01 'a' 05 'int64' 01 05");
            (await author.ReceiveAsync()).Payload[..2].Should().Equal(6, 2);
        }

        await reader.ReadUntilAsync(1);
        reader.Deltas.Should().Be(0, "clients take no deltas of numbers");
    }

    [Fact]
    [Trait("Rule", "WIRE-22")]
    public async Task LargeEvent_IsCompressedLiveAndAfterwardsForThoseWhoCanReadIt()
    {
        RawClient client = await AddAsync($"10 01 {ValueType} 06 'binary'");
        RawClient plain = await ConnectAsync(NoCompression);
        SeriesReader live = new(client);
        SeriesReader late = new(client);
        SeriesReader latePlain = new(plain);
        await client.SendAsync("00 03 03 02 '>a' 00");
        await live.ReadAnswerAsync();

        await client.SendAsync([.. Notation.Bytes("00 63 02 01 'a' 06 'binary' a09c01"), .. new byte[20_000]]);
        await live.ReadAnswerAsync();
        await client.SendAsync("00 04 04 02 '>a' 00");
        await live.ReadAnswerAsync();
        await client.SendAsync("00 03 03 02 '>a' 00");
        await late.ReadAnswerAsync();
        await plain.SendAsync("00 03 03 02 '>a' 00");
        await latePlain.ReadAnswerAsync();

        (live.Compressed, late.Compressed, latePlain.Compressed).Should().Be((1, 1, 0));
        foreach (SeriesReader reader in new[] { live, late, latePlain })
        {
            reader.Events.Should().ContainSingle().Which.Value.ToArray().Should().Equal(new byte[20_000]);
        }

        // A result has no compressed form.
        await plain.SendAsync("00 54 05 01 'a' 00 0000 0003 0000 0003 05");
        (await plain.ReceiveAsync()).Payload.Should().HaveCount(20_000 + Notation.Bytes($"06 05 06 'binary' 01 01 00 00 {T0} 00 a09c01").Length);
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.Principals.Add(new LocalPrincipal(new string('n', 600), "password", ["CLIENT"]));
    }

    private static async Task AppendBytesAsync(RawClient client, int length, byte last)
    {
        byte[] value = [.. Enumerable.Repeat((byte)'a', length - 1), last];
        await client.SendAsync([.. Notation.Bytes("00 63 02 01 'a' 06 'binary'"), (byte)((length & 0x7f) | 0x80), (byte)(length >> 7), .. value]);
        (await client.ReceiveAsync()).Payload[..2].Should().Equal(6, 2);
    }
}
