using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Connections;

/// <summary>What becomes of one who does not read, by the conflation policies of topics. The others never wait.</summary>
/// <remarks>What is published is more than all buffers of the system between the two take, so that much of it waits in the server.</remarks>
public sealed class ConflationTests : ServerTest
{
    private const int ValueSize = 32 * 1024;
    private const int Count = 600;   // 19 MB

    private RawClient _publisher = null!;
    private RawClient _reader = null!;
    private RawClient _slow = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _publisher = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        _reader = await ConnectAsync();
        _slow = await ConnectAsync(receiveBufferSize: 4096);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01 0a 'CONFLATION' 08 'conflate'")]
    [InlineData("01 0a 'CONFLATION' 06 'ALWAYS'")]
    [InlineData("01 0a 'CONFLATION' 07 'nothing'")]
    [Trait("Rule", "TOPIC-91")]
    public async Task Conflate_OneWhoDoesNotRead_GetsTheLatestValueAndOthersGetAll(string properties)
    {
        await AddAndSelectAsync(properties);

        await PublishAsync(_reader);

        List<int> received = [];
        while (received.LastOrDefault() != Count)
        {
            received.Add(NumberOf(await _slow.ReceiveAsync()));
        }

        received.Should().BeInAscendingOrder().And.HaveCountLessThan(Count - 10).And.HaveCountGreaterThan(1);
        await _slow.RequestAsync("00 38 7f", "06 7f");
        await SetAsync(Count + 1);
        NumberOf(await _slow.ReceiveAsync()).Should().Be(Count + 1, "it has caught up and gets everything again");
        NumberOf(await _reader.ReceiveAsync()).Should().Be(Count + 1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-91")]
    public async Task Conflate_AnUpdateAfterASkippedOne_IsAValueThatDeltasBuildOn()
    {
        await AddAndSelectAsync("00");
        await _publisher.RequestAsync("00 70 02 01 't' 11 00", "06 02 00");
        await _slow.SendAsync("00 03 02 02 '>t' 00");
        await _slow.ExpectAsync("00 57 02 02 01 't' 11 00", "06 02");
        for (int i = 1; i <= Count; i++)
        {
            await SetAsync(i);
            NumberOf(await _reader.ReceiveAsync()).Should().Be(i);
            await _publisher.RequestAsync([.. Notation.Bytes("00 76 03 01 't' 11 eb07"), .. TextOf(i), 0], "06 03");
        }

        // While it reads on, more is published: values that are held back change, and deltas come behind them.
        const int More = 300;
        int published = Count;
        (byte[] text, int values, int deltas) = ([], 0, 0);
        while (!text.SequenceEqual(TextOf(Count + More)))
        {
            if (published < Count + More)
            {
                await SetAsync(++published);
                await _publisher.RequestAsync([.. Notation.Bytes("00 76 03 01 't' 11 eb07"), .. TextOf(published), 0], "06 03");
            }

            byte[] frame = (await _slow.ReceiveAsync()).Payload;
            if (frame[4] == 2)
            {
                bool isDelta = frame[0] == 0x05;
                _ = isDelta ? deltas++ : values++;
                text = isDelta ? RawDelta.Apply(text, frame.AsSpan(5)) : frame[5..];
                int number = int.Parse(Encoding.ASCII.GetString(text, text.Length - 6, 6), CultureInfo.InvariantCulture);
                text.Should().Equal(TextOf(number), "a delta on another value than the one before would give something else");
            }
        }

        values.Should().BeGreaterThan(1, "after what was skipped comes a value");
        deltas.Should().BeGreaterThan(0, "there are deltas to get wrong");
        (values + deltas).Should().BeLessThan(Count + More - 10);
    }

    [Fact]
    [Trait("Rule", "TOPIC-92")]
    public async Task Unsubscribe_OneWhoDoesNotRead_IsToldBackPressureAndMaySubscribeAgain()
    {
        await AddAndSelectAsync("01 0a 'CONFLATION' 0b 'unsubscribe'");

        await PublishAsync(_reader);

        int number = 0;
        RawFrame frame;
        while ((frame = await _slow.ReceiveAsync()).Payload[0] == 0x04)
        {
            NumberOf(frame).Should().Be(++number, "what came before the end came in full");
        }

        frame.Hex.Should().Be("002a020105");
        number.Should().BeLessThan(Count);
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "UnsubscribedByPolicy");
        await _slow.RequestAsync("00 38 7f", "06 7f");
        Server.Statistics.Subscriptions.Should().Be(1);

        await _slow.SendAsync("00 03 02 02 '>a' 00");
        (await _slow.ReceiveAsync()).Payload[..2].Should().Equal(0x00, 0x57);
        NumberOf(await _slow.ReceiveAsync()).Should().Be(Count);
        await _slow.ExpectAsync("06 02");
    }

    [Theory]
    [InlineData("01 0a 'CONFLATION' 03 'off'", false)]
    [InlineData("00", true)]
    [InlineData("01 0a 'CONFLATION' 06 'always'", true)]
    [InlineData("01 0a 'CONFLATION' 0b 'unsubscribe'", true)]
    [Trait("Rule", "TOPIC-93")]
    public async Task Off_ByTheTopicOrForTheSession_ClosesOneWhoDoesNotRead(string properties, bool isForSession)
    {
        await AddAndSelectAsync(properties);
        if (isForSession)
        {
            await _publisher.RequestAsync($"00 0f 05 {_slow.SessionId} 00", "06 05");
        }

        await PublishAsync(_reader);

        await Log.WhenLoggedAsync("SessionClosed").Within();
        Log.Records.Single(record => record.EventId.Name == "SessionClosed").Message.Should().Contain("reads too slowly");
        await _slow.ExpectEndAsync();
        await Eventually.BecomesAsync(() => Server.Statistics.Sessions, sessions => sessions == 2);
    }

    [Fact]
    [Trait("Rule", "SEC-35")]
    public async Task SetConflated_OffAndOnAgain_Conflates()
    {
        await AddAndSelectAsync("00");
        await _publisher.RequestAsync("00 a301 05 03 'all' 00", "06 05 03 00");
        await _publisher.RequestAsync("00 a301 06 03 'all' 01", "06 06 03 00");

        await PublishAsync(_reader);

        int last = 0;
        while (last != Count)
        {
            last = NumberOf(await _slow.ReceiveAsync());
        }
    }

    [Theory]
    [InlineData("00 04 03 02 '>a' 00", "00")]
    [InlineData("00 53 03 02 '>a'", "02")]
    [Trait("Rule", "TOPIC-91")]
    public async Task Subscription_ThatEndsWhileAValueIsHeldBack_DropsIt(string request, string reason)
    {
        await AddAndSelectAsync("00");
        await PublishAsync(_reader);

        await _slow.SendAsync(request);

        int last = 0;
        RawFrame frame;
        while ((frame = await _slow.ReceiveAsync()).Payload[0] == 0x04)
        {
            last = NumberOf(frame);
        }

        frame.Hex.Should().Be($"002a0201{reason}");
        last.Should().BeLessThan(Count);
        await _slow.ReceiveAsync();
        await _slow.RequestAsync("00 38 7f", "06 7f");
    }

    [Theory]
    [InlineData("08 'conflate'")]
    [InlineData("06 'always'")]
    [Trait("Rule", "TOPIC-90")]
    public async Task TimeSeries_ThatWouldMissEvents_IsRefused(string policy)
    {
        await _publisher.SendAsync($"00 70 01 01 'a' 10 02 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary' 0a 'CONFLATION' {policy}");

        (await _publisher.ExpectErrorAsync(1, "ae46")).Should().Contain("CONFLATION");
    }

    [Theory]
    [InlineData("03 'off'")]
    [InlineData("0b 'unsubscribe'")]
    [Trait("Rule", "TOPIC-90")]
    public async Task TimeSeries_WithAnotherPolicy_IsAdded(string policy) => await _publisher.RequestAsync(
        $"00 70 01 01 'a' 10 02 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary' 0a 'CONFLATION' {policy}", "06 01 00");

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumMessageSize = 64 * 1024;
        options.MaximumQueuedBytes = 1024 * 1024;
        options.BackPressureThreshold = 256 * 1024;
        options.SystemPingPeriod = TimeSpan.Zero;
    }

    private static int NumberOf(RawFrame frame)
    {
        frame.Payload.Should().HaveCount(5 + ValueSize);
        frame.Payload[..5].Should().Equal(4, 0, 0, 0, 1);
        return BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(5));
    }

    // A STRING value of 1,003 bytes: text with a number at its end, so that the next one makes a small delta.
    private static byte[] TextOf(int number) =>
        [0x79, 0x03, 0xe8, .. Encoding.ASCII.GetBytes(new string('x', 994) + number.ToString("d6", CultureInfo.InvariantCulture))];

    private async Task AddAndSelectAsync(string properties)
    {
        await _publisher.RequestAsync($"00 70 01 01 'a' 0e {properties}", "06 01 00");
        foreach (RawClient client in new[] { _reader, _slow })
        {
            await client.SendAsync("00 03 01 02 '>a' 00");
            await client.ExpectAsync($"00 57 01 01 01 'a' 0e {properties}", "06 01");
        }
    }

    private async Task PublishAsync(RawClient reader)
    {
        for (int i = 1; i <= Count; i++)
        {
            await SetAsync(i);
            NumberOf(await reader.ReceiveAsync()).Should().Be(i);
        }
    }

    private async Task SetAsync(int number)
    {
        byte[] value = new byte[ValueSize];
        new Random(number).NextBytes(value);   // what is random travels as it is: no delta, no compression
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        await _publisher.RequestAsync([.. Notation.Bytes("00 76 02 01 'a' 0e 808002"), .. value, 0], "06 02");
    }
}
