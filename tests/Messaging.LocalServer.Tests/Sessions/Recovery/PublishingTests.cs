using System.Buffers.Binary;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>Publishers that never pause, and readers whose connections are cut again and again at any byte.</summary>
public sealed class PublishingTests : RecoveryTest
{
    private const int Publishers = 4;
    private const int Readers = 3;
    private const int Cuts = 25;
    private static readonly TimeSpan[] Idle = [TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5)];

    [Fact]
    [Trait("Rule", "SESS-14")]
    public async Task Values_WhileConnectionsAreCutAndTakenUpAgain_ArriveOnceAndInOrder()
    {
        RawClient[] publishers = await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => ConnectAsync()));
        for (int i = 0; i < Publishers; i++)
        {
            await publishers[i].RequestAsync($"00 70 01 01 {0x61 + i:x2} 0e 01 13 'PUBLISH_VALUES_ONLY' 04 'true'", "06 01 00");
        }

        RawClient[] readers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => ConnectAsync()));
        using CancellationTokenSource enough = new();
        Task<int[]> publishing = Task.WhenAll(publishers.Select((publisher, i) => Task.Run(() => PublishAsync(publisher, (byte)(0x61 + i), enough.Token))));
        CutReader[] reading = [.. readers.Select((reader, i) => new CutReader(reader, new Random(i)))];
        await Task.WhenAll(reading.Select(reader => Task.Run(() => reader.ReadAndCutAsync(this, Cuts))));
        await enough.CancelAsync();
        int[] published = await publishing;

        foreach (CutReader reader in reading)
        {
            await reader.ReadToAsync(published);
            reader.Restarts.Should().Be(0);
            reader.Values.Should().HaveCount(Publishers);
        }

        Server.Statistics.Should().Match<LocalServerStatistics>(
            held => held.Sessions == Publishers + Readers && held.DisconnectedSessions == 0 && held.Subscriptions == Publishers * Readers);
    }

    internal Task<RawClient> TakeUpAsync(RawClient lost, long oldest, long received) => ReconnectAsync(lost, oldest, received);

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.MaximumRecoveryMessages = 1_000_000;
        options.MaximumRecoveryBytes = options.MaximumQueuedBytes;
    }

    /// <summary>Sets a topic to 0, 1, 2 and so on.</summary>
    private static async Task<int> PublishAsync(RawClient publisher, byte path, CancellationToken enough)
    {
        int count = 0;
        for (; !enough.IsCancellationRequested; count++)
        {
            await publisher.SendAsync($"00 76 02 01 {path:x2} 0e 04 {count:x8} 00");
            await publisher.ExpectAsync("06 02");
        }

        return count;
    }

    /// <summary>A subscriber that counts messages as a client has to, and checks that the values of each topic are 0, 1, 2 and so on.</summary>
    private sealed class CutReader(RawClient client, Random random)
    {
        private RawClient _client = client;
        private long _received;
        private long _sent;

        /// <summary>The next value of each topic, by its id.</summary>
        public Dictionary<int, int> Values { get; } = [];

        public int Restarts { get; private set; }

        public async Task ReadAndCutAsync(PublishingTests test, int cuts)
        {
            await SendAsync("00 03 01 04 '?.//' 00");
            for (int i = 0; i < cuts; i++)
            {
                int frames = random.Next(400);
                for (int read = 0; read < frames; read++)
                {
                    await ReadAsync();
                }

                // Half of the time the server does not know: the connection stays open, and the next one takes over.
                RawClient old = _client;
                if (random.Next(2) == 0)
                {
                    await old.DisposeAsync();
                    await Task.Delay(Idle[random.Next(Idle.Length)], CancellationToken.None);
                }

                RawClient again = await test.TakeUpAsync(old, 1, _received);
                await old.DisposeAsync();
                Restarts += again.Handshake[2] == 105 ? 0 : 1;
                BinaryPrimitives.ReadInt32BigEndian(again.Handshake.AsSpan(^4)).Should().BeInRange(1, (int)_sent + 1);
                _client = again;
                await ReadPingAsync();
            }
        }

        public async Task ReadToAsync(int[] published)
        {
            while (Values.Values.Sum() < published.Sum())
            {
                await ReadAsync();
            }
        }

        private async Task ReadPingAsync()
        {
            while (await ReadAsync() is not 0x37)
            {
            }
        }

        /// <summary>Reads one message, and answers it if it is a request.</summary>
        /// <returns>Its service, if it is one.</returns>
        private async Task<int> ReadAsync()
        {
            byte[] frame = (await _client.ReceiveAsync()).Payload;
            _received++;
            switch (frame[0])
            {
                case 0:
                    await SendAsync([6, .. frame[2..].TakeWhile((_, i) => i == 0 || frame[1 + i] >= 0x80)]);
                    return frame[1];
                case 4:
                    int topic = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1));
                    int value = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(5));
                    int expected = Values.GetValueOrDefault(topic, value);
                    value.Should().Be(expected, "each value of topic {0} is to come once, in order", topic);
                    Values[topic] = value + 1;
                    return -1;
                default:
                    return -1;
            }
        }

        private Task SendAsync(string notation) => SendAsync(Notation.Bytes(notation));

        private async Task SendAsync(byte[] message)
        {
            _sent++;
            await _client.SendAsync(message);
        }
    }
}
