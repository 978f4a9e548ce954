using System.IO.Compression;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class TransferTests : ServerTest
{
    private const string NoCompression = "/diffusion?ty=WB&v=29&ca=8&r=0&sp=%7B%7D";

    [Theory]
    [InlineData("0e", 0)]
    [InlineData("0f", 3)]
    [InlineData("11", 3)]
    [Trait("Rule", "TOPIC-62")]
    public async Task Set_SmallChangeOfLargeValue_TravelsAsDelta(string type, int header)
    {
        RawClient client = await SubscribeAsync(type, "00");
        byte[] first = Value(header, 600, 'a');
        byte[] second = [.. first[..^1], (byte)'b'];

        await SetAsync(client, type, first);
        (await client.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. first]);
        await SetAsync(client, type, second);
        byte[] delta = await ReceiveAsync(client);

        delta[..5].Should().Equal(5, 0, 0, 0, 1);
        delta.Length.Should().BeLessThan(50);
        BinaryDelta.Apply(first, delta.AsMemory(5)).Should().Equal(second);
    }

    [Theory]
    [InlineData("0f", "01 13 'PUBLISH_VALUES_ONLY' 04 'true'", 600)]
    [InlineData("0f", "01 11 'DONT_RETAIN_VALUE' 04 'true'", 600)]
    [InlineData("0f", "00", 300)]
    public async Task Set_DeltaNotAllowedOrNotWorthIt_TravelsAsValue(string type, string properties, int length)
    {
        RawClient client = await SubscribeAsync(type, properties);
        byte[] first = Value(3, length, 'a');
        byte[] second = [.. first[..^1], (byte)'b'];

        await SetAsync(client, type, first);
        (await client.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. first]);
        await SetAsync(client, type, second);

        (await ReceiveAsync(client)).Should().Equal([4, 0, 0, 0, 1, .. second]);
    }

    [Fact]
    public async Task Select_AfterDelta_GetsWholeValue()
    {
        RawClient client = await SubscribeAsync("11", "00");
        RawClient late = await ConnectAsync();
        byte[] first = Value(3, 600, 'a');
        byte[] second = [.. first[..^1], (byte)'b'];
        await SetAsync(client, "11", first);
        await client.ReceiveAsync();
        await SetAsync(client, "11", second);
        (await ReceiveAsync(client))[0].Should().Be(5);

        await late.SendAsync("00 03 01 02 '>a' 00");

        await late.ExpectAsync("00 57 01 01 01 'a' 11 00");
        (await late.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. second]);
    }

    [Fact]
    [Trait("Rule", "WIRE-22")]
    public async Task Set_LargeValue_IsCompressedForThoseWhoCanReadIt()
    {
        RawClient client = await SubscribeAsync("11", "00");
        RawClient plain = await ConnectAsync(NoCompression);
        await plain.SendAsync("00 03 01 02 '>a' 00");
        await plain.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");
        byte[] value = Value(3, 20_000, 'a');

        await SetAsync(client, "11", value);
        byte[] compressed = (await client.ReceiveAsync()).Payload;

        compressed[..5].Should().Equal(0x84, 0, 0, 0, 1);
        compressed.Length.Should().BeLessThan(1000);
        Inflate(compressed[5..]).Should().Equal(value);
        (await plain.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. value]);
    }

    [Theory]
    [InlineData("03 'off'")]
    [InlineData("05 'false'")]
    [Trait("Rule", "WIRE-22")]
    public async Task Set_LargeValueWithCompressionOff_IsPlain(string policy)
    {
        RawClient client = await SubscribeAsync("11", $"01 0b 'COMPRESSION' {policy}");
        byte[] value = Value(3, 20_000, 'a');

        await SetAsync(client, "11", value);

        (await client.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. value]);
    }

    [Fact]
    [Trait("Rule", "WIRE-26")]
    public async Task Set_ValueOf70000Bytes_TravelsWhole()
    {
        RawClient client = await SubscribeAsync("0e", "01 0b 'COMPRESSION' 03 'off'");
        byte[] value = new byte[70_000];
        new Random(1).NextBytes(value);

        await SetAsync(client, "0e", value);

        (await client.ReceiveAsync()).Payload.Should().Equal([4, 0, 0, 0, 1, .. value]);
    }

    // Text of one CBOR item: 79 hh ll, then the characters; nothing in front for bytes.
    private static byte[] Value(int header, int length, char fill)
    {
        byte[] text = [.. Enumerable.Repeat((byte)fill, length)];
        return header == 0 ? text : [0x79, (byte)(length >> 8), (byte)length, .. text];
    }

    private static Task SetAsync(RawClient client, string type, byte[] value)
    {
        byte[] length = [(byte)((value.Length & 0x7f) | 0x80), (byte)(((value.Length >> 7) & 0x7f) | 0x80), (byte)(value.Length >> 14)];
        return client.SendAsync([.. Notation.Bytes($"00 76 03 01 'a' {type}"), .. length, .. value, 0]);
    }

    /// <summary>The next message that is not the answer to the set before.</summary>
    private static async Task<byte[]> ReceiveAsync(RawClient client)
    {
        await client.ExpectAsync("06 03");
        return (await client.ReceiveAsync()).Payload;
    }

    private static byte[] Inflate(byte[] zlib)
    {
        using ZLibStream stream = new(new MemoryStream(zlib), CompressionMode.Decompress);
        using MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task<RawClient> SubscribeAsync(string type, string properties)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {type} {properties}", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' {type} {properties}", "06 02");
        return client;
    }
}
