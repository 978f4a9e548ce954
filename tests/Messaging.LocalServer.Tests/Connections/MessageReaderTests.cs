using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Connections;

/// <summary>WebSocket frames of a client, however the network cuts them, and however the client cuts its messages.</summary>
public sealed class MessageReaderTests
{
    private const int MaximumSize = 100_000;

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task Messages_CutAtEveryByte_ComeWhole()
    {
        byte[][] messages = [[], [1], Bytes(125), Bytes(126), Bytes(300)];
        byte[] wire = [.. messages.SelectMany((message, i) => Frame(2, message, (uint)(0x01020304 * (i + 1))))];
        for (int cut = 0; cut <= wire.Length; cut++)
        {
            (await ReadAllAsync([wire[..cut], wire[cut..]])).Messages.Should().BeEquivalentTo(messages, options => options.WithStrictOrdering());
        }
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task Messages_InRandomPartsAndPieces_ComeWholeAndPingsAreAnswered()
    {
        Random random = new(4711);
        for (int run = 0; run < 300; run++)
        {
            List<byte[]> messages = [];
            List<byte> wire = [];
            List<byte> pongs = [];
            for (int i = random.Next(1, 8); i > 0; i--)
            {
                byte[] message = new byte[random.Next(5) switch { 0 => 0, 1 => random.Next(130), 2 => random.Next(70_000), _ => random.Next(1000) }];
                random.NextBytes(message);
                messages.Add(message);
                int parts = random.Next(1, 5);
                for (int part = 0; part < parts; part++)
                {
                    byte[] payload = message[(message.Length * part / parts)..(message.Length * (part + 1) / parts)];
                    wire.AddRange(Frame((byte)(part == 0 ? 2 : 0), payload, (uint)random.Next(), isFinal: part == parts - 1));
                    if (random.Next(3) == 0)
                    {
                        byte[] ping = new byte[random.Next(126)];
                        wire.AddRange(Frame(9, ping, (uint)random.Next()));
                        pongs.AddRange([0x8a, (byte)ping.Length, .. ping]);
                    }
                }
            }

            List<byte[]> pieces = [];
            for (int start = 0; start < wire.Count;)
            {
                int length = Math.Min(wire.Count - start, random.Next(4) == 0 ? random.Next(1, 10) : random.Next(1, 40_000));
                pieces.Add([.. wire.GetRange(start, length)]);
                start += length;
            }

            (List<byte[]> read, ReceivedKind end, byte[] output) = await ReadAllAsync(pieces);
            read.Count.Should().Be(messages.Count);
            read.Zip(messages).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)).Should().BeTrue("run {0}", run);
            output.Should().Equal(pongs);
            end.Should().Be(ReceivedKind.Lost);
        }
    }

    [Theory]
    [InlineData("82 00", "88 02 03ea")] // not masked
    [InlineData("83 80 00000000", "88 02 03ea")] // a reserved opcode
    [InlineData("8b 80 00000000", "88 02 03ea")] // a reserved control frame
    [InlineData("c2 80 00000000", "88 02 03ea")] // a reserved bit
    [InlineData("80 80 00000000", "88 02 03ea")] // goes on with nothing
    [InlineData("02 80 00000000 82 80 00000000", "88 02 03ea")] // a message within a message
    [InlineData("09 80 00000000", "88 02 03ea")] // a control frame in parts
    [InlineData("89 fe 007e 00000000", "88 02 03ea")] // a long control frame
    [InlineData("82 ff 8000000000000000 00000000", "88 02 03ea")] // a length of 64 bits
    [InlineData("88 81 00000000 03", "88 02 03ea")] // half a close code
    [InlineData("88 82 00000000 03ee", "88 02 03ea")] // 1006, which is never sent
    [InlineData("88 83 00000000 03e8 ff", "88 02 03ef")] // a reason that is no text
    [Trait("Rule", "WIRE-21")]
    public async Task WhatBreaksRfc6455_IsLostAndAnsweredWithTheReason(string wire, string answer)
    {
        (List<byte[]> messages, ReceivedKind end, byte[] output) = await ReadAllAsync([Notation.Bytes(wire), Frame(2, [1], 7)]);

        messages.Should().BeEmpty();
        end.Should().Be(ReceivedKind.Lost);
        output.Should().Equal(Notation.Bytes(answer));
    }

    [Theory]
    [InlineData("88 80 00000000", nameof(ReceivedKind.Closed))]
    [InlineData("88 82 00000000 03e8", nameof(ReceivedKind.Closed))]
    [InlineData("88 84 00000000 0bb8 'ok'", nameof(ReceivedKind.Closed))]
    [InlineData("81 85 00000000 'hello'", nameof(ReceivedKind.Text))]
    [InlineData("01 ff 0fffffffffffffff 00000000", nameof(ReceivedKind.Text))]
    [InlineData("82 ff 00000000000186a1 00000000", nameof(ReceivedKind.TooLarge))]
    [InlineData("82 ff 7fffffffffffffff 00000000", nameof(ReceivedKind.TooLarge))]
    public async Task WhatEndsReading_IsSaidAtOnce(string wire, string kind)
    {
        (List<byte[]> messages, ReceivedKind end, byte[] output) = await ReadAllAsync([Notation.Bytes(wire)]);

        messages.Should().BeEmpty();
        end.ToString().Should().Be(kind);
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task Drain_AfterAMessageThatIsTooLarge_ForgetsItAndStopsAtTheClose()
    {
        Pieces transport = new([Frame(2, Bytes(MaximumSize + 1), 0x11223344), Frame(2, Bytes(10), 1), Notation.Bytes("88 80 00000000"), Frame(2, [1], 2)]);
        using MessageReader reader = Reader(transport, out _, out _);

        (await reader.ReadAsync()).Kind.Should().Be(ReceivedKind.TooLarge);
        await reader.DrainAsync();

        transport.Left.Should().Be(1, "what is behind the close frame is nobody's");
    }

    [Fact]
    public async Task MessageOfTheMaximum_InPartsOrWhole_IsTakenAndOneByteMoreIsNot()
    {
        byte[] largest = Bytes(MaximumSize);
        (List<byte[]> messages, ReceivedKind end, _) = await ReadAllAsync(
            [Frame(2, largest, 3), Frame(2, largest[..70_000], 4, isFinal: false), Frame(0, largest[70_000..], 5), Frame(2, largest, 6, isFinal: false), Frame(0, [1], 7)]);

        messages.Should().HaveCount(2).And.AllSatisfy(message => message.AsSpan().SequenceEqual(largest).Should().BeTrue());
        end.Should().Be(ReceivedKind.TooLarge);
    }

    private static MessageReader Reader(Pieces transport, out OutputBuffer output, out WriteBatch batch)
    {
        batch = new WriteBatch();
        output = new OutputBuffer(transport, 1024 * 1024, 1024 * 1024, new Owner(), new Lock());
        return new MessageReader(transport, output, batch, MaximumSize);
    }

    private static async Task<(List<byte[]> Messages, ReceivedKind End, byte[] Output)> ReadAllAsync(IEnumerable<byte[]> pieces)
    {
        Pieces transport = new([.. pieces.Where(piece => piece.Length > 0)]);
        using MessageReader reader = Reader(transport, out _, out WriteBatch batch);
        List<byte[]> messages = [];
        while (true)
        {
            ReceivedMessage message = await reader.ReadAsync();
            if (message.Kind != ReceivedKind.Message)
            {
                batch.Flush();
                return (messages, message.Kind, transport.Output.ToArray());
            }

            messages.Add(message.Bytes.ToArray());
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    // By the letter of RFC 6455, 5.2 and 5.3.
    private static byte[] Frame(byte opcode, byte[] payload, uint mask, bool isFinal = true)
    {
        byte[] key = [(byte)(mask >> 24), (byte)(mask >> 16), (byte)(mask >> 8), (byte)mask];
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)(0x80 | payload.Length)],
            <= ushort.MaxValue => [0xfe, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [0xff, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
        };
        return [(byte)(opcode | (isFinal ? 0x80 : 0)), .. length, .. key, .. payload.Select((value, i) => (byte)(value ^ key[i % 4]))];
    }

    /// <summary>Gives out one piece at a time, and takes what is written.</summary>
    private sealed class Pieces(IReadOnlyList<byte[]> pieces) : MemoryStream
    {
        private readonly Queue<byte[]> _pieces = new(pieces);
        private int _offset;

        public MemoryStream Output { get; } = new();

        public int Left => _pieces.Count;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_pieces.Count == 0 || buffer.IsEmpty)
            {
                return new(0);
            }

            int count = Math.Min(buffer.Length, _pieces.Peek().Length - _offset);
            _pieces.Peek().AsMemory(_offset, count).CopyTo(buffer);
            _offset += count;
            if (_offset == _pieces.Peek().Length)
            {
                _pieces.Dequeue();
                _offset = 0;
            }

            return new(count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Output.WriteAsync(buffer, cancellationToken);
    }

    private sealed class Owner : IOutputOwner
    {
        public void OnOutputOverflow(int maximumQueuedBytes) => throw new InvalidOperationException();

        public void OnOutputFailed(Exception exception) => throw new InvalidOperationException("It failed.", exception);
    }
}
